"""A picture of the announcement in the talk, on a phone, and the page that verifies it."""

import pytest

from tests.browser.conftest import PHONE, Opens

pytestmark = pytest.mark.engine("chromium")


def test_a_picture_is_seen_in_the_talk_and_its_code_is_verified(opens: Opens) -> None:
    rina = opens()
    rina.write("gambar")
    rina.press("Jadwal")
    image = rina.page.locator(".picture img")
    image.wait_for()
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [1080, 1350]
    box = image.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert image.get_attribute("alt") == "Jadwal rekrutmen"
    code = rina.page.locator(".picture").get_attribute("href") or ""
    address = code.replace("/gambar/", "/cek/").replace(".png", "")
    rina.page.goto(address)
    assert "asli dari Pandu" in rina.page.locator("h1").inner_text()
    wide = rina.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
