"""Clauses cut finer: one thing said in each, with what may be believed of it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from conversations.understanding.affirmed import DENIAL, affirmed
from conversations.understanding.clauses import Clause, Mood
from conversations.understanding.lexer import Token
from conversations.understanding.phrases import Phrases

_JOINTS = frozenset(("dan", "sama", "serta", "&", "+"))
_SAID = frozenset(("ada", "punya", "aktif"))
_LEADS = _SAID | {"tidak", "belum"}
_TURNS = frozenset(("but", "corrects"))


class Segment(Struct):
    """Some words, all of one mood; `turns` says that it may replace what was said before."""

    tokens: list[Token]
    moods: set[Mood]
    own: bool | None
    first: bool = False
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Every reader looks at the words: they are listed once."""
        self.words = [token.word for token in self.tokens]

    @property
    def turns(self) -> bool:
        return bool(self.moods & _TURNS) or "sekarang" in self.words

    def true(self, *passing: Mood) -> bool:
        """Is it said of the writer, as a fact of now, or in one of the moods that pass?"""
        return self.own is not False and not self.moods - _TURNS - set(passing)


def segments(clauses: Sequence[Clause]) -> list[Segment]:
    """The segments of all clauses, in order."""
    return [segment for clause in clauses for segment in _parts(clause, clause.tokens)]


def apart(said: Sequence[Segment], names: Phrases[str]) -> list[Segment]:
    """`motor ada SIM C belum ada`: a name behind what was said of another begins a segment."""
    return [part for segment in said for part in _by_names(segment, names)]


def _by_names(segment: Segment, names: Phrases[str]) -> Iterator[Segment]:
    words, start = segment.words, 0
    found = names.find(words)
    leading = bool(found) and bool(_LEADS & set(words[: found[0].start]))
    for before, name in pairwise(found):
        cut = name.start
        while leading and cut > before.end and words[cut - 1] in _LEADS:
            cut -= 1
        if _SAID & set(words[before.end : name.start]):
            tokens = segment.tokens[start:cut]
            yield Segment(tokens, segment.moods, segment.own, segment.first and not start)
            start = cut
    yield Segment(segment.tokens[start:], segment.moods, segment.own, segment.first and not start)


def denying(said: Sequence[Segment]) -> bool:
    """Is there a *bukan*?"""
    return any(DENIAL in segment.words for segment in said)


def meant(clauses: Sequence[Clause]) -> list[Segment]:
    """The segments of all clauses without what they deny by a *bukan*."""
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
