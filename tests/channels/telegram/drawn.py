"""What must be true of everything that is drawn for Telegram."""

from bot.channels.telegram.draw import Drawn
from tests.telegram_server.html_text import parse_html, units


def holds(shown: Drawn) -> None:
    """The test server parses as the platform does, and refuses what it would refuse."""
    text, entities = parse_html(shown.html)
    assert units(text) <= 4096
    assert shown.plain == text
    assert all(e["offset"] + e["length"] <= units(text) for e in entities)
    for row in shown.rows:
        assert 1 <= len(row) <= 8
        assert all(1 <= len(button["callback_data"].encode()) <= 64 for button in row)
        assert {"text", "callback_data", "style"} >= {key for button in row for key in button}
