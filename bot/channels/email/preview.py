"""What a message looks like as a letter."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.channels.email.compose import Slip, Stationery, compose
from conversations.dialog.message import Message

_NOBODY = "nama@example.org"


def previewed(paper: Stationery) -> Callable[[Message, str], str]:
    """Subject and words of the letter."""

    def drawn(message: Message, language: str) -> str:
        slip = Slip("0", _NOBODY, datetime.now(UTC), language, f"{paper.home}/berhenti/...")
        letter = compose(message, slip, paper)
        body = letter.get_body(("plain",))
        return f"{letter['Subject']}\n\n{body.get_content() if body else ''}".strip()

    return drawn
