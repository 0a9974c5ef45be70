"""Asking for staff from the menu of the web chat, and back to the question."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens

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
