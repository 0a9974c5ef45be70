"""Draws a message for WhatsApp: reply buttons, a list, or numbered text, within the limits."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from bot.channels.whatsapp.limits import (
    MOST_BUTTON_TITLE,
    MOST_BUTTONS,
    MOST_CAPTION,
    MOST_ROW_MORE,
    MOST_ROW_TITLE,
    MOST_ROWS,
    MOST_TEXT,
    MOST_UNDER_BUTTONS,
)
from conversations.dialog.message import Card, Choice, Message
from conversations.dialog.options import options
from conversations.texts.phrases import Phrases

_MARKS = {"met": "✓", "not_met": "✗", "unsure": "?", "unanswered": "?", "note": "·"}
_MOST_EACH = 2
"""A letter is at most so many units."""


class Row(Struct, frozen=True):
    """Something to choose: `more` holds the whole label where the title could not."""

    id: str
    title: str
    more: str = ""


class Drawn(Struct, frozen=True):
    """`choose` is the word on the button that opens a list."""

    kind: Literal["text", "buttons", "list"]
    body: str
    rows: tuple[Row, ...] = ()
    choose: str = ""


class Pen:
    """One language."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def draw(self, message: Message) -> Drawn:
        """The whole message; where it is too long, what is met goes first, then the clauses."""
        shown = options(message.choices, message.cards)
        if not shown:
            return Drawn("text", self._body(message, "", _most(message)))
        if _fit_buttons(shown):
            body = self._body(message, "", MOST_UNDER_BUTTONS, whole=True)
            if body:
                return Drawn("buttons", body, _rows(shown, MOST_BUTTON_TITLE))
        if message.image or len(message.choices) > MOST_ROWS:
            return Drawn("text", self._body(message, self._listed(message, shown), _most(message)))
        rest = self._listed(message, shown, MOST_ROWS)
        rows = _rows(shown[:MOST_ROWS], MOST_ROW_TITLE)
        body = self._body(message, rest, MOST_TEXT)
        return Drawn("list", body, rows, self._phrases("whatsapp.choose")[:MOST_BUTTON_TITLE])

    def _listed(self, message: Message, shown: Sequence[Choice], after: int = 0) -> str:
        """What no button says, in lines: by number, or by words where a number is an answer."""
        lines = list(enumerate(shown, 1))[after:]
        if not lines:
            return ""
        if message.ticks or message.field == "number":
            told = [self._phrases("whatsapp.by_words"), *(f"- {each.label}" for _, each in lines)]
        else:
            numbered = (f"{number}. {each.label}" for number, each in lines)
            told = [self._phrases("whatsapp.by_number"), *numbered]
        return "\n".join(told)

    def _body(self, message: Message, end: str, most: int, *, whole: bool = False) -> str:
        """With `whole`, "" where it does not fit with all that it says."""
        head = [message.text, *self._ticks(message), *_links(message)]
        tries = (self._cards,) if whole else (self._cards, self._unmet, self._briefly)
        for cards in tries:
            body = _joined([*head, *cards(message.cards), end])
            if _units(body) <= most:
                return body
        return "" if whole else self._beginning(message, end, most)

    def _beginning(self, message: Message, end: str, most: int) -> str:
        """As much as there is room for, and where the rest is."""
        tail = _joined([self._phrases("whatsapp.more"), *self._ticks(message), end])
        left = most - _units(tail) - 2
        parts = [_lines_within(message.text, left)]
        for card in self._briefly(message.cards):
            if _units(_joined([*parts, card])) > left:
                break
            parts.append(card)
        return _joined([*parts, tail])

    def _ticks(self, message: Message) -> list[str]:
        lines = [
            f"{'☑' if tick.on else '☐'} {number}. {tick.label}"
            for number, tick in enumerate(message.ticks, 1)
        ]
        return ["\n".join([*lines, self._phrases("whatsapp.ticks")])] if lines else []

    def _cards(self, cards: Iterable[Card]) -> list[str]:
        met = [f"✓ *{card.title}*. {card.reason}" for card in cards if card.mark == "met"]
        shown = self._unmet(cards)
        return [*shown, "\n".join([self._phrases("whatsapp.fulfilled"), *met])] if met else shown

    def _unmet(self, cards: Iterable[Card]) -> list[str]:
        return [self._card(card) for card in cards if card.mark != "met"]

    def _briefly(self, cards: Iterable[Card]) -> list[str]:
        return [_brief(card) for card in cards if card.mark != "met"]

    def _card(self, card: Card) -> str:
        lines = [_brief(card)]
        if card.general:
            lines.append(f"_{self._phrases('whatsapp.general', text=card.general)}_")
        if card.clause:
            whose = "whatsapp.clause" if card.official else "whatsapp.news"
            lines.append(f"> {self._phrases(whose, id=card.clause_id, text=card.clause)}")
        return "\n".join(lines)


def _most(message: Message) -> int:
    """Words under a picture are few."""
    return MOST_CAPTION if message.image else MOST_TEXT


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _brief(card: Card) -> str:
    """The point without what it rests on."""
    lines = [f"{_MARKS[card.mark]} *{card.title}*", card.reason]
    if card.remedy:
        lines.append(f"→ {card.remedy}")
    return "\n".join(line for line in lines if line)


def _links(message: Message) -> list[str]:
    return [f"{each.label}: {each.url}" for each in message.links]


def _fit_buttons(shown: Sequence[Choice]) -> bool:
    titles = {each.label for each in shown}
    few = len(shown) <= MOST_BUTTONS and len(titles) == len(shown)
    return few and all(_units(title) <= MOST_BUTTON_TITLE for title in titles)


def _rows(shown: Sequence[Choice], most: int) -> tuple[Row, ...]:
    """No two have the same title."""
    rows: list[Row] = []
    for choice in shown:
        title = _cut(choice.label, most)
        if any(row.title == title for row in rows):
            number = f" {len(rows) + 1}"
            title = _cut(choice.label, most - len(number)) + number
        more = "" if title == choice.label else _cut(choice.label, MOST_ROW_MORE)
        rows.append(Row(choice.token, title, more))
    return tuple(rows)


def _cut(text: str, most: int) -> str:
    if _units(text) <= most:
        return text
    kept = text[: most - 1]
    while _units(kept) >= most:
        kept = kept[:-1]
    return f"{kept}…"


def _lines_within(text: str, most: int) -> str:
    """Its whole lines within `most` units; of one endless line its beginning."""
    kept, left = list[str](), most + 1
    for line in text.split("\n"):
        left -= _units(line) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join(kept) or text[: most // _MOST_EACH]


def _units(text: str) -> int:
    """In UTF-16, which is never less than WhatsApp counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
