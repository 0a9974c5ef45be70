"""Clauses cut finer: one thing said in each, with what may be believed of it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from conversations.understanding.affirmed import affirmed
from conversations.understanding.clauses import Clause, Mood
from conversations.understanding.lexer import Token

_JOINTS = frozenset(("dan", "sama", "serta", "&", "+"))
_TURNS = frozenset(("but", "corrects"))


class Segment(Struct):
    """Some words, all of one mood; `turns` says that it may replace what was said before."""

    tokens: list[Token]
    moods: set[Mood]
    own: bool | None
    first: bool = False

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]

    @property
    def turns(self) -> bool:
        return bool(self.moods & _TURNS) or "sekarang" in self.words

    def true(self, *passing: Mood) -> bool:
        """Is it said of the writer, as a fact of now, or in one of the moods that pass?"""
        return self.own is not False and not self.moods - _TURNS - set(passing)


def segments(clauses: Sequence[Clause]) -> list[Segment]:
    """The segments of all clauses, in order."""
    return [segment for clause in clauses for segment in _parts(clause, clause.tokens)]


def meant(clauses: Sequence[Clause]) -> list[Segment]:
    """The same without what they deny by a *bukan*."""
    return [s for clause in clauses for s in _parts(clause, affirmed(clause.tokens))]


def _parts(clause: Clause, tokens: Sequence[Token]) -> Iterator[Segment]:
    current: list[Token] = []
    first = clause.first
    for token in [*tokens, None]:
        beside = bool(current) and current[-1].word == "tinggal"
        if token is None or (token.word in _JOINTS and not beside):
            if current:
                yield Segment(current, clause.moods, clause.own, first)
                first = False
            current = []
        else:
            current.append(token)
