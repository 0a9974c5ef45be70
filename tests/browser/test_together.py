"""One talk in two browsers, and two people in one."""

import pytest
from playwright.sync_api import expect

from tests.browser.applicant import Applicant
from tests.browser.conftest import Opens
from tests.faults.server import Server

pytestmark = pytest.mark.engine("chromium")


def link_of(applicant: Applicant) -> str:
    """By the menu."""
    applicant.page.locator("#menu-open").click()
    applicant.page.get_by_role("button", name="Lanjut di kanal lain").click()
    link = applicant.log.get_by_role("link", name="Tautan untuk kanal lain").last
    expect(link).to_be_attached()
    return (link.get_attribute("href") or "").partition("/gabung/")[2]


def test_a_talk_goes_on_in_another_browser(opens: Opens, server: Server) -> None:
    here, there = opens(), opens()
    here.agrees()
    here.write("17-08-1990")
    there.page.goto(f"{server.url}/gabung/{link_of(here)}")
    picture = there.page.get_by_role("img", name="Kode QR")
    expect(picture).to_have_js_property("complete", value=True)
    there.page.get_by_role("button", name="Lanjut di halaman ini").click()
    there.sees("sudah tergabung dengan berkas")
    there.press("S1 (selesai)")
    there.sees("Di kota")
    here.page.reload()
    here.sees("Selamat datang kembali")
    expect(here.page.locator(".live")).not_to_contain_text("pendidikan terakhir")


def test_another_applicant_begins_on_a_page_of_their_own(opens: Opens) -> None:
    shared = opens()
    shared.agrees()
    shared.page.locator("#menu-open").click()
    shared.page.get_by_role("button", name="Pelamar lain").click()
    shared.sees("berkas yang sekarang terbuka")
    shared.write("Rina")
    shared.field.fill("Ani")
    shared.field.press("Enter")
    shared.sees("Berkas baru untuk")
    expect(shared.log.get_by_text("Kapan tanggal lahir")).to_have_count(0)
    shared.press("Setuju")
    shared.field.fill("ganti pelamar")
    shared.field.press("Enter")
    shared.sees("yang terbuka. Untuk berganti")
    expect(shared.log.get_by_text("Kapan tanggal lahir").first).to_be_attached()
