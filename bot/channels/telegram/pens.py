"""The pens of Telegram, one for each language, and what a message looks like there."""

from collections.abc import Callable, Mapping

from bot.channels.telegram.draw import Pen
from conversations.dialog.message import Message
from conversations.eligibility.wording import words_of
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases


def pens_of(edition: Edition, phrases: Mapping[str, Phrases]) -> dict[str, Pen]:
    """By language; the closing is told in the reader's own zone."""
    closes = edition.posting.closes_at
    return {
        language: Pen(
            sentences, {words_of(edition, sentences).moment(closes): int(closes.timestamp())}
        )
        for language, sentences in phrases.items()
    }


def previewed(pens: Mapping[str, Pen]) -> Callable[[Message, str], str]:
    """The words of a message as Telegram shows them."""
    return lambda message, language: pens[language].draw(message).plain
