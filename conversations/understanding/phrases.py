"""Sequences of words that mean something, found in one pass."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

Meant = TypeVar("Meant")


class Found(Struct, Generic[Meant], frozen=True):
    """A phrase stands at words `start` to `end` (exclusive)."""

    start: int
    end: int
    meant: Meant


class Phrases(Generic[Meant]):
    """Phrases by their first word, the longest first."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meant]]] = {}

    def add(self, words: Iterable[str], meant: Meant) -> None:
        sequence = tuple(words)
        kept = self._by_first.setdefault(sequence[0], [])
        kept.append((sequence, meant))
        kept.sort(key=lambda one: -len(one[0]))

    def begins(self) -> Iterable[str]:
        """The words with which they begin."""
        return self._by_first.keys()

    def at(self, words: Sequence[str], start: int) -> Found[Meant] | None:
        """The longest phrase that begins at word `start`."""
        for sequence, meant in self._by_first.get(words[start], ()):
            end = start + len(sequence)
            if tuple(words[start:end]) == sequence:
                return Found(start, end, meant)
        return None

    def find(self, words: Sequence[str]) -> list[Found[Meant]]:
        """All that do not overlap, from left to right."""
        if self._by_first.keys().isdisjoint(words):
            return []
        found: list[Found[Meant]] = []
        start = 0
        while start < len(words):
            one = self.at(words, start) if words[start] in self._by_first else None
            if one:
                found.append(one)
            start = one.end if one else start + 1
        return found
