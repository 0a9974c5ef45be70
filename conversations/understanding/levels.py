"""Levels of education, and whether each was finished."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from conversations.understanding.affirmed import affirmed
from conversations.understanding.clauses import Clause
from conversations.understanding.lexicon import Lexicon

Status = Literal["", "lulus", "berjalan", "putus"]
_MARKS, _LETTERS = frozenset("-."), frozenset(("s", "di"))
_PREFIX = frozenset(("tidak", "belum"))


class Level(Struct, frozen=True):
    """A level as the posting's scale names it; `status` is "" where nothing was said of it."""

    level: str
    status: Status = ""


class Levels:
    """Finds levels and what the words around them say."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.files["levels"]
        self._levels = lexicon.phrases(data["levels"])
        states: dict[Status, list[str]] = {
            "lulus": data["done"], "berjalan": data["running"], "putus": data["dropped"],
        }  # fmt: skip
        self._states = lexicon.phrases(states)

    def find(self, clause: Clause) -> list[Level]:
        """The levels of one clause."""
        words = _joined([token.word for token in affirmed(clause.tokens)])
        named = [
            one.meant for one in self._levels.find(words)
            if words[max(one.start - 1, 0)] not in _PREFIX
        ]  # fmt: skip
        if words and words[-1] in _PREFIX:
            return []
        if len(set(named)) > 1 and len({one.meant for one in self._states.find(words)}) > 1:
            return []
        status = self.status(words) if named else ""
        return [Level(level, status) for level in dict.fromkeys(named)]

    def starts(self, words: Sequence[str]) -> bool:
        """Do these words begin with a level?"""
        return bool(words) and self._levels.at(_joined(words), 0) is not None

    def status(self, words: Sequence[str]) -> Status:
        """What is said of finishing: `belum lulus` runs, `tidak lulus` was dropped."""
        found = self._states.find(words)
        kinds = {one.meant for one in found}
        if "putus" in kinds:
            return "putus"
        if "berjalan" in kinds:
            return "berjalan"
        done = [one for one in found if one.meant == "lulus"]
        if any(_PREFIX & set(words[max(one.start - 2, 0) : one.start]) for one in done):
            return "berjalan"
        return "lulus" if done else ""


def _joined(words: Sequence[str]) -> list[str]:
    """`S-1` and `D.3` are written apart: the mark between letter and digit goes."""
    kept = [
        word
        for at, word in enumerate(words)
        if not (word in _MARKS and at and words[at - 1] in _LETTERS and words[at + 1 :])
    ]
    return kept if any(word.isdecimal() for word in kept) else list(words)
