"""Asking for staff from the menu of the web chat, and back to the question."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opens
from tests.browser.test_accessible import findings
from tests.faults.server import Server

pytestmark = pytest.mark.engine("chromium")


def test_staff_are_asked_for_from_the_menu_and_the_question_comes_back(opens: Opens) -> None:
    applicant = opens()
    applicant.agrees()
    page = applicant.page
    page.locator("#menu-open").click()
    page.get_by_role("button", name="Bicara dengan petugas").click()
    applicant.sees("Hubungkan dengan petugas?")
    applicant.press("Ya, hubungkan")
    applicant.sees("sudah diteruskan kepada petugas")
    said = applicant.mine().count()
    applicant.field.fill("NIK saya salah")
    applicant.field.press("Enter")
    expect(applicant.mine()).to_have_count(said + 1)
    applicant.write("selesai")
    applicant.sees("pembicaraan dengan petugas selesai")
    expect(applicant.button("Belum tahu")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_checks_codes_stands_in_nobodys_way(
    opens: Opens, server: Server, scheme: str
) -> None:
    page = opens(color_scheme=scheme, viewport=PHONE, bypass_csp=True).page
    page.goto(f"{server.url}/cek")
    assert findings(page) == []
    page.get_by_label("Kode").fill("k7qm 2fxp")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("heading")).to_have_text("Kode ini tidak dikenal.")
    assert findings(page) == []
