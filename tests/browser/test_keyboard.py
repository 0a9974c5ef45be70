"""The whole self-check without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applicant import AGREE, EXPERIENCE, READ, REST_NO
from tests.browser.conftest import Opens

pytestmark = pytest.mark.engine("chromium")
NAME = """() => {
  const at = document.activeElement;
  return at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? at.textContent;
}"""


def focused(page: Page) -> str:
    """The name of what has the focus."""
    name: str = page.evaluate(NAME)
    return name.strip()


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Goes on by `key` until `name` has the focus."""
    for _ in range(40):
        if focused(page) == name:
            return
        page.keyboard.press(key)
    pytest.fail(f"{name} is not reached by {key}")


def waits_on(page: Page, name: str) -> None:
    """The focus comes by itself to the first thing that the new question asks for."""
    page.wait_for_function(f"name => ({NAME})().trim() === name", arg=name)


def waits_at(page: Page, selector: str) -> None:
    page.wait_for_function("s => document.activeElement?.matches(s)", arg=selector)


@pytest.mark.parametrize(
    "viewport", [{"width": 360, "height": 740}, {"width": 1280, "height": 800}]
)
def test_self_check_by_keyboard_alone(opens: Opens, viewport: dict[str, int]) -> None:
    applicant = opens(viewport=viewport)
    keys = applicant.page.keyboard
    reach(applicant.page, AGREE)
    keys.press("Enter")
    waits_on(applicant.page, READ)
    keys.press("Enter")
    waits_at(applicant.page, "#compose")
    keys.type("17081990")
    keys.press("Enter")
    applicant.sees("Apa pendidikan terakhir")
    reach(applicant.page, "S1 (selesai)", "Shift+Tab")
    keys.press("Enter")
    waits_at(applicant.page, "#compose")
    keys.type("Kota Depok")
    keys.press("Enter")
    expect(applicant.ticks).to_have_count(8)
    reach(applicant.page, "Warga Negara Indonesia", "Shift+Tab")
    for _ in range(8):
        keys.press("Space")
        keys.press("Tab")
    assert focused(applicant.page) == REST_NO
    keys.press("Enter")
    applicant.sees("Sampai kapan SIM A")
    waits_at(applicant.page, "#compose")
    keys.type("01-01-2027")
    keys.press("Enter")
    applicant.sees("Mana yang benar bagi")
    reach(applicant.page, REST_NO, "Shift+Tab")
    for _ in range(9):
        keys.press("Shift+Tab")
        keys.press("Space")
    reach(applicant.page, REST_NO)
    keys.press("Enter")
    waits_on(applicant.page, "NIB perorangan")
    keys.press("Enter")
    waits_at(applicant.page, "#compose")
    keys.type("70209")
    keys.press("Enter")
    applicant.sees("Apa pengalaman Bapak/Ibu")
    keys.type(EXPERIENCE)
    keys.press("Enter")
    applicant.sees("Memenuhi menurut cek mandiri.")


def test_skip_link_leads_to_the_field(opens: Opens) -> None:
    page = opens().page
    page.keyboard.press("Tab")
    assert focused(page) == "Langsung ke kotak tulis"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    waits_at(page, "#compose")


def test_menu_gives_the_focus_back(opens: Opens) -> None:
    page = opens().page
    reach(page, "Buka menu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Menu")).to_be_hidden()
    assert focused(page) == "Buka menu"


def test_checklist_leads_back_to_a_question(opens: Opens) -> None:
    applicant = opens()
    applicant.reaches_ticks()
    page = applicant.page
    button = page.get_by_role("button", name="Buka daftar periksa, 3/")
    reach(page, button.get_attribute("aria-label") or "", "Shift+Tab")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Daftar periksa")
    expect(drawer).to_be_visible()
    reach(page, "Tanggal lahir, selesai")
    page.keyboard.press("Enter")
    expect(drawer).to_be_hidden()
    applicant.sees("Jawaban saat ini: 17 Agustus 1990")


def test_focus_is_always_seen(opens: Opens) -> None:
    page = opens().page
    for _ in range(8):
        page.keyboard.press("Tab")
        drawn = page.evaluate(
            """() => {
              const at = document.activeElement;
              const seen = (node) => getComputedStyle(node).outlineStyle !== "none"
                || getComputedStyle(node).boxShadow !== "none";
              return seen(at) || seen(at.parentElement);
            }"""
        )
        assert drawn, focused(page)
