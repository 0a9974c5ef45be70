"""A button chosen in writing: by its words, or by its number where numbers are no answer."""

from conversations.dialog.options import options
from conversations.dialog.screen import Frame
from conversations.dialog.tokens import Token, read_token


def picked(frame: Frame, text: str) -> Token | None:
    """The token of the button that the words name."""
    said, shown = text.strip(" .").casefold(), options(frame.choices, frame.cards)
    for choice in shown:
        if choice.label.casefold() == said:
            return read_token(choice.token)
    numbered = said.isdecimal() and not frame.ticks and frame.field != "number"
    if numbered and 0 < int(said) <= len(shown):
        return read_token(shown[int(said) - 1].token)
    return None
