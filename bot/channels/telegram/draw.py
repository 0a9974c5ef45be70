"""Draws a message for Telegram: HTML within the limit, and an inline keyboard."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from urllib.parse import urlsplit

from msgspec import Struct

from bot.channels.telegram.limits import MOST_CAPTION, MOST_IN_ROW, MOST_TEXT, ROW_WIDTH
from conversations.dialog.message import Card, Choice, Link, Message
from conversations.texts.phrases import Phrases

_BOLD = re.compile(r"\*([^*\n]+)\*")
_LISTED = re.compile(r"^- ", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_MARKS = {"met": "✓", "not_met": "✗", "unsure": "?", "unanswered": "?", "note": "·"}
_STYLES = {"primary": "primary", "danger": "danger"}
_MOST_EACH = 6
"""A letter becomes at most so many units: `&amp;`, with its share of a mark."""


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
        """The whole message; where it is too long, what is met goes first, then the clauses."""
        rows = [*_ticks(message), *_actions(message.cards), *_rows(message.choices)]
        rows += _links(message.links)
        text = self._html(_bare(message))
        if not message.cards and _fits(text, message):
            return Drawn(text, rows)
        for cards in (self._cards, self._unmet, self._briefly):
            html = "\n\n".join([text, *cards(message.cards)])
            if _fits(html, message):
                return Drawn(html, rows)
        return Drawn(self._beginning(message), rows)

    def _beginning(self, message: Message) -> str:
        """As much as there is room for, and where the rest is."""
        more = self._phrases("telegram.more")
        left = _most(message) - _units(more) - 2
        parts = [self._text(message.text, left)]
        for card in self._briefly(message.cards):
            if _units("\n\n".join([*parts, card])) > left:
                break
            parts.append(card)
        return "\n\n".join([*parts, more])

    def _text(self, text: str, most: int) -> str:
        """Its whole lines within `most` units; of one endless line its beginning."""
        kept, left = list[str](), most + 1
        for line in text.split("\n"):
            html = self._html(line)
            left -= _units(html) + 1
            if left < 0:
                break
            kept.append(html)
        return "\n".join(kept) or self._html(text[: most // _MOST_EACH])

    def _html(self, text: str) -> str:
        shown = escape(text, quote=False)
        if "*" in shown:
            shown = _BOLD.sub(r"<b>\1</b>", shown)
        if "- " in shown:
            shown = _LISTED.sub("• ", shown)
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

    def _briefly(self, cards: Iterable[Card]) -> list[str]:
        return [_brief(card) for card in cards if card.mark != "met"]

    def _card(self, card: Card) -> str:
        lines = [_brief(card)]
        if card.general:
            lines.append(f"<i>{_safe(self._phrases('telegram.general', text=card.general))}</i>")
        if card.clause:
            whose = "telegram.clause" if card.official else "telegram.news"
            clause = self._phrases(whose, id=card.clause_id, text=card.clause)
            lines.append(f"<blockquote expandable>{_safe(clause)}</blockquote>")
        return "\n".join(lines)


def _brief(card: Card) -> str:
    """The point without what it rests on."""
    lines = [f"{_MARKS[card.mark]} <b>{_safe(card.title)}</b>", _safe(card.reason)]
    if card.remedy:
        lines.append(f"→ {_safe(card.remedy)}")
    return "\n".join(line for line in lines if line)


def _safe(text: str) -> str:
    return escape(text, quote=False)


def _fits(html: str, message: Message) -> bool:
    """A character is at most two units: short words need no counting."""
    most = _most(message)
    return 2 * len(html) <= most or _units(html) <= most


def _most(message: Message) -> int:
    """Words under a picture are few."""
    return MOST_CAPTION if message.image else MOST_TEXT


def _units(html: str) -> int:
    """Telegram counts in UTF-16, and never more than this: it counts after parsing."""
    return len(html.encode("utf-16-le")) // 2


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


def _links(links: Iterable[Link]) -> Iterator[list[dict[str, str]]]:
    for link in links:
        if _is_public(link.url):
            yield [{"text": link.label, "url": link.url}]


def _bare(message: Message) -> str:
    """The text, with links that Telegram takes on no button written out."""
    written = [f"{each.label}: {each.url}" for each in message.links if not _is_public(each.url)]
    return "\n\n".join([message.text, *written])


def _is_public(url: str) -> bool:
    """Telegram refuses a whole message for a button that leads to this machine."""
    host = urlsplit(url).hostname or ""
    return "." in host and not host.replace(".", "").isdecimal()


def _button(choice: Choice) -> dict[str, str]:
    button = {"text": choice.label, "callback_data": choice.token}
    if choice.style in _STYLES:
        button["style"] = _STYLES[choice.style]
    return button
