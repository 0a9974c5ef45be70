"""Draws a message for Telegram: HTML within the limit, and an inline keyboard."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape

from msgspec import Struct

from bot.channels.telegram.limits import MOST_IN_ROW, MOST_TEXT, ROW_WIDTH
from conversations.dialog.message import Card, Choice, Message
from conversations.texts.phrases import Phrases

_BOLD = re.compile(r"\*([^*\n]+)\*")
_TAG = re.compile(r"<[^>]*>")
_MARKS = {"met": "✓", "not_met": "✗", "unsure": "?", "unanswered": "?", "note": "·"}
_STYLES = {"primary": "primary", "danger": "danger"}
_ROOM = MOST_TEXT - 200
"""Telegram counts after parsing, in UTF-16; the rest is for marks outside the basic plane."""


class Drawn(Struct, frozen=True):
    """`html` with a keyboard of rows of buttons, as the Bot API takes them."""

    html: str
    rows: list[list[dict[str, str]]]

    @property
    def plain(self) -> str:
        """The same words without any mark."""
        return unescape(_TAG.sub("", self.html))


class Pen:
    """One language. `moments` are times by the words that stand for them, as Unix seconds: they
    are shown so that the app can tell them in the reader's own zone.
    """

    def __init__(self, phrases: Phrases, moments: Mapping[str, int]) -> None:
        self._phrases, self._moments = phrases, moments

    def draw(self, message: Message) -> Drawn:
        """The whole message; where it is too long, what is met is left to the summary."""
        rows = [*_ticks(message), *_actions(message.cards), *_rows(message.choices)]
        for cards in (self._cards(message.cards), self._unmet(message.cards)):
            html = "\n\n".join([self._html(message.text), *cards])
            if len(html) <= _ROOM:
                return Drawn(html, rows)
        more = self._phrases("telegram.more")
        return Drawn(f"{_cut(self._html(message.text), _ROOM - len(more))}\n\n{more}", rows)

    def _html(self, text: str) -> str:
        safe = _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
        lines = (f"• {line[2:]}" if line.startswith("- ") else line for line in safe.split("\n"))
        shown = "\n".join(lines)
        for words, seconds in self._moments.items():
            shown = shown.replace(words, f'<tg-time unix="{seconds}">{words}</tg-time>', 1)
        return shown

    def _cards(self, cards: Iterable[Card]) -> list[str]:
        met = [card for card in cards if card.mark == "met"]
        lines = [f"✓ <b>{_safe(card.title)}</b>. {_safe(card.reason)}" for card in met]
        shown = self._unmet(cards)
        if lines:
            body = "\n".join([self._phrases("telegram.fulfilled"), *lines])
            shown.append(f"<blockquote expandable>{body}</blockquote>")
        return shown

    def _unmet(self, cards: Iterable[Card]) -> list[str]:
        return [self._card(card) for card in cards if card.mark != "met"]

    def _card(self, card: Card) -> str:
        lines = [f"{_MARKS[card.mark]} <b>{_safe(card.title)}</b>", _safe(card.reason)]
        if card.remedy:
            lines.append(f"→ {_safe(card.remedy)}")
        if card.general:
            lines.append(f"<i>{_safe(self._phrases('telegram.general', text=card.general))}</i>")
        if card.clause:
            whose = "telegram.clause" if card.official else "telegram.news"
            clause = self._phrases(whose, id=card.clause_id, text=card.clause)
            lines.append(f"<blockquote expandable>{_safe(clause)}</blockquote>")
        return "\n".join(line for line in lines if line)


def _safe(text: str) -> str:
    return escape(text, quote=False)


def _cut(html: str, most: int) -> str:
    """The longest beginning that ends with a whole line, so that no mark is left open."""
    return html if len(html) <= most else html[: html.rfind("\n", 0, most)]


def _ticks(message: Message) -> Iterator[list[dict[str, str]]]:
    for tick in message.ticks:
        yield [{"text": f"{'☑' if tick.on else '☐'} {tick.label}", "callback_data": tick.token}]


def _actions(cards: Iterable[Card]) -> Iterator[list[dict[str, str]]]:
    """A button for each point that is not met or not known, each question once."""
    seen: set[str] = set()
    for card in cards:
        if card.mark in {"met", "note"} or card.action is None or card.action.token in seen:
            continue
        seen.add(card.action.token)
        label = f"{card.action.label}: {card.title}"
        yield [{"text": label, "callback_data": card.action.token}]


def _rows(choices: Iterable[Choice]) -> Iterator[list[dict[str, str]]]:
    """Short labels share a row."""
    row: list[dict[str, str]] = []
    width = 0
    for choice in choices:
        width += len(choice.label) + 4
        if row and (width > ROW_WIDTH or len(row) == MOST_IN_ROW):
            yield row
            row, width = [], len(choice.label) + 4
        row.append(_button(choice))
    if row:
        yield row


def _button(choice: Choice) -> dict[str, str]:
    button = {"text": choice.label, "callback_data": choice.token}
    if choice.style in _STYLES:
        button["style"] = _STYLES[choice.style]
    return button
