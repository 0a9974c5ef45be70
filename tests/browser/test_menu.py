"""Language, return code, leaving, and the demonstration's clock."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applicant import Applicant
from tests.browser.conftest import Opens, comes
from tests.faults.server import Server

pytestmark = pytest.mark.engine("chromium")


def menu(page: Page) -> None:
    page.locator("#menu-open").click()


def test_language_changes_page_and_talk(opens: Opens) -> None:
    applicant = opens()
    applicant.agrees()
    menu(applicant.page)
    applicant.page.get_by_role("link", name="English").click()
    expect(applicant.page.locator("html")).to_have_attribute("lang", "en")
    applicant.sees("When were you born?")
    assert applicant.page.url.endswith("/")
    expect(applicant.field).to_have_attribute("placeholder", re.compile("Example"))


def test_browser_decides_the_first_language(opens: Opens, server: Server) -> None:
    context = opens(locale="id-ID").page.context.browser
    assert context
    page = context.new_context(locale="en-US").new_page()
    page.goto(server.url)
    expect(page.locator("#log")).to_contain_text("Welcome")
    page.context.close()


def test_a_code_opens_the_talk_in_another_browser(opens: Opens) -> None:
    here = opens()
    here.agrees()
    menu(here.page)
    here.page.get_by_role("button", name="Buat kode kembali").click()
    expect(here.page.locator("#code")).to_have_text(re.compile(r"^(\w{4}-){2}\w{4}$"))
    code = here.page.locator("#code").inner_text()
    there = opens()
    menu(there.page)
    there.page.get_by_text("Sudah punya kode?").click()
    there.page.get_by_label("Kode kembali").fill(code.lower())
    there.page.get_by_role("button", name="Buka percakapan").click()
    there.sees("Kapan tanggal lahir Bapak/Ibu?")
    assert there.transcript() == here.transcript()


def test_a_wrong_code_is_said_kindly(opens: Opens) -> None:
    page = opens().page
    menu(page)
    page.get_by_text("Sudah punya kode?").click()
    page.get_by_label("Kode kembali").fill("ABCD-ABCD-ABCD")
    page.get_by_role("button", name="Buka percakapan").click()
    expect(page.locator("#code-said")).to_contain_text("Kode itu tidak dikenal")


def test_leaving_is_asked_first_and_then_forgets(opens: Opens) -> None:
    applicant = opens()
    applicant.write("kata yang hanya milik saya")
    page = applicant.page
    menu(page)
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("button", name="Batal").click()
    expect(page.get_by_role("button", name="Ya, keluar")).to_be_hidden()
    page.get_by_role("button", name="Keluar", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Ya, keluar").click()
    Applicant(page).sees("Apakah Bapak/Ibu setuju")
    expect(page.locator("#log")).not_to_contain_text("kata yang hanya milik saya")
    assert page.evaluate("() => sessionStorage.getItem('pandu-draft') || ''") == ""


def test_privacy_is_pointed_at(opens: Opens) -> None:
    page = opens().page
    menu(page)
    expect(page.get_by_role("link", name="Pemberitahuan privasi")).to_have_attribute(
        "href", "/privasi"
    )


def test_demonstration_says_so_and_goes_on(own_server: Server, opens: Opens) -> None:
    applicant = comes(opens().page.context.new_page(), own_server.url)
    page = applicant.page
    expect(page.locator("#when")).to_contain_text("Peragaan · Kam, 18 Des 2025 pukul 08.0")
    menu(page)
    expect(page.locator("#demo")).to_contain_text("Ini peragaan")
    page.get_by_role("button", name="+1 jam").click()
    expect(page.locator("#demo-now")).to_contain_text("18 Desember 2025 pukul 09.0")
    page.get_by_role("button", name="+1 hari").click()
    expect(page.locator("#demo-now")).to_contain_text("19 Desember 2025 pukul 09.0")
    page.get_by_label("Majukan sampai").fill("2025-12-20T07:30")
    page.get_by_role("button", name="Majukan", exact=True).click()
    expect(page.locator("#demo-now")).to_contain_text("20 Desember 2025 pukul 07.30")
    page.get_by_role("button", name="22 Des 15.59").click()
    expect(page.locator("#demo-now")).to_contain_text("22 Desember 2025 pukul 15.59")
    expect(page.locator("#closing")).to_contain_text("Ditutup 22 Desember 2025")
    page.get_by_role("button", name="+1 jam").click()
    expect(page.locator("#closing")).to_contain_text("Pendaftaran sudah ditutup")
    expect(page.locator("#demo-closing")).to_be_hidden()


def test_a_devices_own_zone_changes_no_date(opens: Opens) -> None:
    page = opens(timezone_id="America/Los_Angeles").page
    expect(page.locator("#when")).to_contain_text("18 Des 2025 pukul 08.0")
    expect(page.locator(".moment")).to_contain_text("Kamis, 18 Desember 2025")
    expect(page.locator("#closing")).to_contain_text("22 Desember 2025 pukul 16.00\u00a0WIB")
