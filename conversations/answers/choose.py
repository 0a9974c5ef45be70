"""What a question is about, and how sure that is: more than one signal decides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from conversations.answers.index import Hit, Index
from conversations.answers.lexicon import Always, Lexicon
from conversations.answers.signs import signalled
from conversations.answers.words import UNKNOWN, Words

NEAR, FAIR, GOOD = 0.33, 0.42, 0.8  # of a fit: below nothing is said, guessed, or known
CLEAR, LIKE, EVEN = 0.2, 0.7, 0.015  # what stands out, fits nearly as well, or just as well
FEW, ASKS_ON, NAMES = 3, 2, 2
_ALWAYS = "always:"
_OUTSIDE = "always:outside"


class Chosen(Struct, frozen=True):
    """`name` is an entry's id or a sensitive kind; `others` are entries that fit nearly as well,
    named where it is not `sure`.
    """

    what: Literal["entry", "near", "sensitive", "outside"]
    name: str = ""
    others: tuple[str, ...] = ()
    sure: bool = True


class Choice:
    """Chooses among the entries of a posting, some of them `silent`, and what is always asked."""

    def __init__(
        self,
        lexicon: Lexicon,
        always: Always,
        asks: Mapping[str, Sequence[str]],
        silent: frozenset[str] = frozenset(),
    ) -> None:
        self._always, self._entries = always, frozenset(asks)
        self._silent = silent
        every = {**asks, **{_ALWAYS + name: said for name, said in always.asks.items()}}
        self.words = Words(lexicon)
        self.words.learn(text for said in every.values() for text in said)
        self._index = Index(self.words, lexicon.light, every)

    def choose(self, text: str, context: str = "") -> Chosen:
        """What `text` asks, where it leaves much open together with what was asked before."""
        said = self.words.read(text)
        if kind := signalled(self._always.signs, _with_names(said)):
            return _always(kind)
        before = self.words.read(context) if self._index.telling(said) <= ASKS_ON else ()
        held = self._held(frozenset(said + before))
        hits = self._index.rank(self._index.weigh(said, before))
        return self._of(self._spoken_first([hit for hit in hits if hit.id in held]))

    def _spoken_first(self, hits: list[Hit]) -> list[Hit]:
        """What the posting says before what it is silent about, where both fit as well."""
        if hits and hits[0].id in self._silent:
            near = (hit for hit in hits[1:FEW] if hit.score >= hits[0].score - EVEN)
            for hit in near:
                if hit.id in self._entries - self._silent:
                    return [hit, *(one for one in hits if one is not hit)]
        return hits

    def _of(self, hits: Sequence[Hit]) -> Chosen:
        best = hits[0] if hits else Hit(_OUTSIDE, 0)
        if best.score < NEAR:
            return Chosen("outside", sure=False)
        if best.id not in self._entries:
            return _always(best.id.removeprefix(_ALWAYS))
        alike = [hit for hit in hits[1:FEW] if hit.score >= best.score * LIKE]
        others = tuple(hit.id for hit in alike if hit.id in self._entries)
        if best.score < FAIR:
            return Chosen("near", best.id, others, sure=False)
        clear = len(hits) == 1 or best.score - hits[1].score >= CLEAR
        if clear and best.score >= GOOD:
            return Chosen("entry", best.id)
        return Chosen("entry", best.id, others, sure=False)

    def _held(self, words: frozenset[str]) -> frozenset[str]:
        """What may be meant: a sensitive kind only where one of its keys stands."""
        keyed = {_ALWAYS + sign.kind for sign in self._always.keys if signalled([sign], words)}
        return self._entries | keyed | {_OUTSIDE}

    def asks(self, text: str, cues: Iterable[str]) -> bool:
        """Are these the words of a question?"""
        return "?" in text or not set(cues).isdisjoint(self.words.read(text))


def _with_names(said: Sequence[str]) -> frozenset[str]:
    """The words, and `?` where several are unknown, as names of people are."""
    unknown = sum(word.startswith(UNKNOWN) for word in said)
    return frozenset(said) | {UNKNOWN} if unknown >= NAMES else frozenset(said)


def _always(kind: str) -> Chosen:
    return Chosen("outside") if kind == "outside" else Chosen("sensitive", kind)
