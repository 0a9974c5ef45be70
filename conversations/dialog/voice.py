"""Everything that Pandu says in one language: the product's sentences and the posting's."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from conversations.dialog.message import Card
from conversations.dialog.tokens import Token
from conversations.dialog.zones import LABELS
from conversations.eligibility.points import Explained
from conversations.eligibility.wording import words_of
from conversations.posting.edition import Edition
from conversations.posting.model import Question
from conversations.posting.texts import QuestionTexts
from conversations.texts.phrases import Phrases

FILES = (
    *("files", "reminders", "amend", "contact", "schedule", "browse", "pictures", "own"),
    *("rights", "staff_talk", "join", "results"),
)
"""Files of texts beside `dialog`, whose sentences keep the file's name."""


class Voice:
    """One language of one posting. `words` speaks of days, lengths and verdicts."""

    zone = ""
    """The listener's own time zone, where it is told beside the posting's."""

    def __init__(self, edition: Edition, phrases: Phrases) -> None:
        self.language, self.phrases = phrases.language, phrases
        self.words = words_of(edition, phrases)
        self.posting, self.texts = edition.posting, self.words.texts
        self.questions = {**self.texts.questions, "position": self._position()}
        self._said = {
            key.removeprefix("dialog."): phrases(key)
            for key in phrases.keys()  # noqa: SIM118 - no mapping
            if key.startswith(("dialog.", *(f"{name}." for name in FILES)))
        }
        self._buttons = _buttons(self._said)
        begin = "buttons.q."
        self._answers = {
            f"-{key.removeprefix(begin)}": words
            for key, words in self._said.items()
            if key.startswith(begin)
        }
        self._zoned: dict[str, Self] = {}
        self.cards: dict[str, tuple[Explained, Card]] = {}

    def in_zone(self, zone: str) -> Self:
        """The same voice, which tells times in `zone` too; "" is the posting's own."""
        if not zone or zone not in LABELS:
            return self
        if zone not in self._zoned:
            self._zoned[zone] = copy(self)
            self._zoned[zone].zone = zone
        return self._zoned[zone]

    def say(self, key: str, /, **values: object) -> str:
        """The sentence `dialog.<key>`."""
        said = self._said[key]
        return said.format_map(values) if values else said

    @property
    def news(self) -> str:
        """Where official news is published."""
        return self.words.news

    def hint(self, asked: Question) -> str:
        """An example of an answer; "" where none is written."""
        return self.texts.hints.get(asked.id) or self._said.get(f"hint.{asked.kind}", "")

    def moment(self, moment: datetime) -> str:
        """`22 Desember 2025 pukul 16.00 WIB`, in the posting's zone; `(18.00 WIT)` behind it where
        the listener's clock shows another time.
        """
        there = moment.astimezone(self.posting.tz)
        said = self.words.moment(there)
        if not self.zone:
            return said
        here = moment.astimezone(ZoneInfo(self.zone))
        if here.utcoffset() == there.utcoffset():
            return said
        own = f"{here:%H.%M} {LABELS[self.zone]}"
        if here.date() != there.date():
            day, time = self.words.day(here.date()), f"{here:%H.%M}"
            own = self.words("moment", day=day, time=time, zone=LABELS[self.zone])
        return f"{said} ({own})"

    def label(self, token: Token) -> str:
        """The words on a button. Raises `KeyError` where there is no such button."""
        if token.screen != "q":
            key = f"buttons.{token.screen}.{token.value}"
            return self._buttons.get(key) or self._said[key]
        if words := self._answers.get(token.value):
            return words
        texts = self.questions[token.key]
        if token.value.startswith("-"):
            name, _, at = token.value[1:].partition(".")
            said = self._said[f"buttons.q.{name}"]
            return f"{said} {int(at) + 1}" if at.isdecimal() else said
        return texts.options[token.value] if token.value else texts.short

    def _position(self) -> QuestionTexts:
        ask, aid, short = (
            self.phrases(f"dialog.position.{key}") for key in ("ask", "help", "short")
        )
        return QuestionTexts(ask, aid, short, options=dict(self.texts.positions))


def _buttons(said: Mapping[str, str]) -> dict[str, str]:
    """Buttons whose words stand beside `dialog`, by their key there; the first file wins."""
    return {
        key.removeprefix(f"{name}."): words
        for name in reversed(FILES)
        for key, words in said.items()
        if words and key.startswith(f"{name}.buttons.")
    }
