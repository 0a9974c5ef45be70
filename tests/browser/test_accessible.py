"""axe-core finds nothing, in light and dark, on a phone and on a desk, wherever people come."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applicant import Applicant
from tests.browser.conftest import PHONE, Opens

pytestmark = pytest.mark.engine("chromium")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
DESK = {"width": 1280, "height": 800}
STILL = "() => document.getAnimations().every((each) => each.playState === 'finished')"


def findings(page: Page) -> list[str]:
    """What axe-core does not like: rule, element, and why."""
    page.wait_for_function(STILL)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate("() => axe.run(document)")
    return [
        f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def opened(opens: Opens, scheme: str, viewport: dict[str, int], **wish: Any) -> Applicant:  # noqa: ANN401 - as Playwright takes them
    return opens(color_scheme=scheme, viewport=viewport, bypass_csp=True, **wish)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_stands_in_anybodys_way(
    opens: Opens, scheme: str, viewport: dict[str, int]
) -> None:
    applicant = opened(opens, scheme, viewport)
    page = applicant.page
    assert findings(page) == []
    applicant.reaches_ticks()
    applicant.ticks.first.check()
    assert findings(page) == []
    page.get_by_role("button", name="Buka menu").click()
    page.get_by_text("Sudah punya kode?").click()
    assert findings(page) == []
    page.keyboard.press("Escape")
    if viewport is PHONE:
        page.get_by_role("button", name="Buka daftar periksa").click()
        assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_a_verdict(opens: Opens, scheme: str) -> None:
    applicant = opened(opens, scheme, PHONE)
    applicant.reaches_verdict()
    assert findings(applicant.page) == []
    for fold in applicant.page.locator("#log summary").all():
        fold.click()
    assert findings(applicant.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_a_lost_one(opens: Opens, scheme: str) -> None:
    page = opened(opens, scheme, PHONE).page
    home = page.url
    page.goto(home + "privasi")
    expect(page.get_by_role("heading", name="Pemberitahuan privasi")).to_be_visible()
    assert findings(page) == []
    page.goto(home + "nowhere")
    expect(page.get_by_role("heading", name="Halaman tidak ditemukan")).to_be_visible()
    assert findings(page) == []


def too_wide(page: Page) -> list[str]:
    """What sticks out to the right, or can only be read by scrolling sideways."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((node) => node.checkVisibility() && !node.closest(".unseen, .skip, noscript"))
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
          .map((node) => node.outerHTML.slice(0, 120))"""
    )
    return found


@pytest.mark.parametrize(
    ("viewport", "letters"),
    [
        ({"width": 640, "height": 400}, "100%"),
        ({"width": 320, "height": 568}, "100%"),
        ({"width": 360, "height": 740}, "200%"),
    ],
    ids=["desk at 200 %", "small phone", "large letters"],
)
def test_everything_fits_however_large(
    opens: Opens, viewport: dict[str, int], letters: str
) -> None:
    applicant = opens(viewport=viewport)
    page = applicant.page
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
    assert too_wide(page) == []
    applicant.reaches_verdict()
    for fold in page.locator("#log summary").all():
        fold.click()
    assert too_wide(page) == []
    expect(applicant.field).to_be_in_viewport()
    page.get_by_role("button", name="Buka menu").click()
    page.wait_for_function(STILL)
    assert too_wide(page) == []
    leave = page.get_by_role("button", name="Keluar", exact=True)
    leave.scroll_into_view_if_needed()
    expect(leave).to_be_in_viewport()


def test_nothing_moves_for_who_asked_for_less(opens: Opens) -> None:
    page = opens(reduced_motion="reduce").page
    page.get_by_role("button", name="Buka menu").click()
    lengths = page.evaluate(
        """() => [...document.querySelectorAll("body *")].map((node) => getComputedStyle(node))
          .map((style) => [style.transitionDuration, style.animationName].join())"""
    )
    assert set(lengths) == {"0s,none"}


def test_motion_is_short(opens: Opens) -> None:
    page = opens().page
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("body *")]
          .map((node) => getComputedStyle(node))
          .flatMap((style) => [style.transitionDuration, style.animationDuration].join().split(","))
          .map(parseFloat))"""
    )
    assert 0 < longest < 0.2


def test_nothing_jumps_while_the_page_comes(opens: Opens) -> None:
    applicant = opens()
    applicant.agrees()
    applicant.page.reload()
    shifted = applicant.page.evaluate(
        """() => new Promise((tell) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const each of list.getEntries()) sum += each.value;
          }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => tell(sum)));
        })"""
    )
    assert shifted < 0.02


def test_the_page_is_made_of_landmarks(opens: Opens) -> None:
    page = opens(viewport=DESK).page
    for role in ("banner", "main", "complementary", "log"):
        expect(page.get_by_role(role)).to_have_count(1)
    assert page.locator("#log").get_attribute("aria-live") == "polite"
    assert page.locator("html").get_attribute("lang") == "id"
