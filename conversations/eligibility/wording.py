"""Puts facts, days and lengths of time into the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from conversations.eligibility.assess import timed_of
from conversations.eligibility.days import MONTH, between
from conversations.eligibility.unknowns import Order, order_of
from conversations.eligibility.words import same_place
from conversations.posting.edition import Edition
from conversations.posting.model import POSITION, Posting
from conversations.posting.texts import FactTexts, PostingTexts
from conversations.texts.phrases import Phrases

if TYPE_CHECKING:
    from conversations.eligibility.points import Explained

_UNNAMED = FactTexts(name="")


class Words(Struct, frozen=True, dict=True):
    """The sentences of a posting and of the product in one language."""

    posting: Posting
    texts: PostingTexts
    phrases: Phrases

    def __call__(self, key: str, /, **values: object) -> str:
        """The self-check's sentence `key`, filled with `values`."""
        return self.phrases(f"eligibility.{key}", **values)

    def fact(self, key: str) -> FactTexts:
        return self.texts.facts.get(key, _UNNAMED)

    def name(self, key: str) -> str:
        """What a fact is called; its key where no text names it."""
        return self.fact(key).name or (self("position") if key == POSITION else key)

    def proof(self, key: str) -> str:
        """What the announcement takes as proof of a fact."""
        return self.fact(key).proof or self("proof")

    def value(self, value: object) -> str:
        """A value as people write it."""
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, float):
            return f"{value:g}".replace(".", self("decimal"))
        return self.texts.values.get(str(value), str(value))

    def said(self, key: str, value: object) -> str:
        """The words for a known value of a fact, "" where the posting has none."""
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        return self.fact(key).said.get(shown, "")

    def place(self, said: str, listed: Sequence[str]) -> str:
        """A place by its full name where exactly one listed place is meant."""
        meant = [name for name in listed if same_place(said, name)]
        return meant[0] if len(meant) == 1 else said.strip().title()

    def day(self, day: date) -> str:
        return self("day", day=day.day, month=self(f"months.{day.month}"), year=day.year)

    def written(self, text: str) -> str:
        """An ISO day or month in words."""
        if len(text) == MONTH:
            month = self(f"months.{int(text[5:])}")
            return self("month", month=month, year=text[:4])
        return self.day(date.fromisoformat(text))

    def moment(self, at: datetime) -> str:
        """A local time: `22 Desember 2025 pukul 16.00 WIB`."""
        time = f"{at:%H.%M}"
        return self("moment", day=self.day(at.date()), time=time, zone=self.posting.zone_label)

    @cached_property
    def order(self) -> Order:
        """Which facts are asked before which."""
        return order_of(self.posting)

    @cached_property
    def timed(self) -> tuple[str, ...]:
        """Requirements to which the day matters."""
        return timed_of(self.posting)

    @cached_property
    def points(self) -> dict[str, Explained]:
        """What is said of requirements that a plain fact meets, as it was first said."""
        return {}

    @property
    def news(self) -> str:
        """Where official news is published."""
        return self.texts.news or self.posting.portal

    @cached_property
    def close(self) -> str:
        """The moment at which registration closes."""
        return self.moment(self.posting.closes)

    def count(self, n: int, unit: str) -> str:
        """`3 tahun`; `unit` is `year`, `month` or `day`."""
        if n == 1:
            return self(f"count.{unit}_one")
        return self(f"count.{unit}s", n=f"{n:,}".replace(",", self("thousands")))

    def length(self, start: date, end: date) -> str:
        """How long from `start` until before `end`, in years, months and days."""
        parts = zip(between(start, end), ("year", "month", "day"), strict=True)
        shown = [self.count(n, unit) for n, unit in parts if n]
        return " ".join(shown) or self.count(0, "day")

    def joined(self, parts: Iterable[str], last: str = "last") -> str:
        """`a, b dan c`; with `or_last` `a, b atau c`."""
        *rest, end = [*parts] or [""]
        if not rest:
            return end
        return self("join.comma").join(rest) + self(f"join.{last}") + end


def words_of(edition: Edition, phrases: Phrases) -> Words:
    """Words in the language of `phrases`, or the posting's first where it lacks that one."""
    texts = edition.texts
    first = edition.posting.languages[0]
    return Words(edition.posting, texts.get(phrases.language) or texts[first], phrases)


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."
