"""Words are cleaned of what nobody sees before anything reads them."""

import pytest

from conversations.dialog.event import MAX_TEXT, cleaned


@pytest.mark.parametrize(("text", "kept"), [
    ("14 Mei 1990", "14 Mei 1990"),
    ("satu\ndua", "satu\ndua"),
    ("Cafe\u0301", "Café"),
    ("\u202e12345\u0000", "12345"),
    ("👩\u200d🌾", "👩\u200d🌾"),
])  # fmt: skip
def test_what_nobody_sees_is_left_out(text: str, kept: str) -> None:
    assert cleaned(text) == kept


def test_very_long_words_are_cut() -> None:
    assert cleaned("a" * 5000) == "a" * MAX_TEXT
