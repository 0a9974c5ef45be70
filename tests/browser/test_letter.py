"""A letter as mail programs show it: whole on a phone and a desk, in light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from conversations.dialog.contact_shown import LETTER
from conversations.dialog.message import Message
from tests.browser.conftest import PHONE
from tests.browser.test_accessible import DESK, findings
from tests.channels.email.test_compose import TEXT, letter, words

pytestmark = pytest.mark.engine("chromium")
LONG = f"{TEXT}\n\n- {'Sangatpanjang' * 20}\n- https://contoh.id/{'x' * 200}"
LETTERS = [
    words(letter(Message(3, "closing-24h", LONG, name="Siti " * 15)), "html"),
    words(letter(Message(2, LETTER, "Kode: *123456*", to="siti@contoh.id"), "en", stop=""), "html"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_letter_fits_and_stands_in_nobodys_way(
    contexts: Callable[..., BrowserContext], scheme: str, viewport: dict[str, int]
) -> None:
    page = contexts(viewport=viewport, color_scheme=scheme).new_page()
    for html in LETTERS:
        page.set_content(html)
        assert page.evaluate("() => document.documentElement.scrollWidth") == viewport["width"]
        assert findings(page) == []
