"""Results in Chromium: from a list to its publication by two people, and who is told."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser import test_console as office
from tests.browser.applicant import Applicant
from tests.browser.conftest import PHONE
from tests.browser.test_accessible import DESK, findings, too_wide
from tests.browser.test_console import Enters
from tests.faults.server import Server

pytestmark = pytest.mark.engine("chromium")
folder, server, enters = office.folder, office.server, office.enters
applicant = office.applicant
LIST = """No Pendaftaran;Nama;No HP;Hasil;Nilai
A-1;Rina;081234567890;lulus;85,5
A-2;Budi;081234567891;gugur;
"""


def uploads(page: Page, server: Server, text: str) -> None:
    page.goto(f"{server.url}/console/results")
    page.get_by_role("link", name=re.compile("Masukkan hasil ?: Seleksi Administrasi")).click()
    file: FilePayload = {"name": "hasil.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Lihat pratinjau").click()


def test_from_a_list_to_its_publication_by_two_people(
    enters: Enters,
    server: Server,
    applicant: Applicant,
) -> None:
    applicant.write("kontak")
    applicant.write("0812-3456-7890")
    author, approver = enters(), enters(1)
    uploads(author, server, LIST)
    expect(author.get_by_text("2 orang baru, 0 keputusan baru")).to_be_visible()
    author.get_by_role("button", name="Masukkan semuanya").click()
    expect(author.get_by_text("Daftar sudah dimasukkan.")).to_be_visible()
    author.get_by_role("link", name=re.compile("Bekukan daftar ?: Seleksi Administrasi")).click()
    author.get_by_label("Waktu (WIB)").fill("2025-12-29T09:00")
    author.get_by_label("Tempat").fill("Kantor Dinas, ruang rapat 2")
    author.get_by_role("button", name="Bekukan daftar").click()
    expect(author.get_by_text("menunggu persetujuan", exact=True)).to_be_visible()
    expect(author.get_by_role("button", name="Setujui")).to_have_count(0)
    approver.goto(author.url)
    approver.get_by_role("button", name="Setujui").click()
    expect(approver.get_by_text("disetujui", exact=True)).to_be_visible()
    author.reload()
    author.get_by_role("button", name="Umumkan").click()
    expect(author.get_by_text("diumumkan", exact=True)).to_be_visible()
    applicant.sees("lulus Seleksi Administrasi")
    applicant.press("Saya hadir")
    applicant.sees("sudah dicatat")
    author.reload()
    expect(author.get_by_text("menyatakan hadir")).to_be_visible()
    author.get_by_label(re.compile("Cara menghubungi Rina")).fill("ditelepon")
    author.get_by_role("button", name="Sudah dihubungi").click()
    expect(author.get_by_text("sudah dihubungi petugas", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("dark", PHONE), ("light", DESK)], ids=["dark phone", "light desk"]
)
def test_nothing_stands_in_the_way(
    enters: Enters,
    server: Server,
    scheme: str,
    viewport: dict[str, int],
) -> None:
    page = enters(color_scheme=scheme, viewport=viewport, bypass_csp=True)
    uploads(page, server, f"{LIST}A-3;{'Sangatpanjang' * 6};bukan;mungkin;\n")
    for path in ("", "results", "results/ranking", "results/protocol"):
        if path:
            page.goto(f"{server.url}/console/{path}")
            page.wait_for_load_state("load")
        assert findings(page) == [], path
        assert too_wide(page) == [], path
