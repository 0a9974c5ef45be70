"""Answers that are a kota or kabupaten."""

from collections.abc import Sequence
from functools import reduce

from conversations.understanding.affirmed import DENIALS, affirmed
from conversations.understanding.clauses import Clause
from conversations.understanding.gazetteer import WHOLE, Gazetteer, Place
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Meaning, Wanted

_KIND = {"kota": "Kota ", "kabupaten": "Kabupaten "}


class Regions:
    """One kota or kabupaten, where the words leave no other."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        moods = lexicon.files["moods"]
        self._gazetteer = gazetteer
        self._home = frozenset(word for said in moods["home"] for word in lexicon.words(said))
        self._other = frozenset(word for said in moods["elsewhere"] for word in lexicon.words(said))
        self._streets = frozenset(moods["streets"])

    def region(self, wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        about_ktp = "ktp" in wanted.field or "KTP" in wanted.question
        kept = [c for c in clauses if not self._elsewhere(c.words, about_ktp=about_ktp)]
        names = self._meant(kept)
        return Meaning(_one(names) or _shared(names, wanted.options) or None)

    def _meant(self, clauses: Sequence[Clause]) -> frozenset[str]:
        names: frozenset[str] | None = None
        for clause in clauses:
            here = self.named(affirmed(clause.tokens, DENIALS))
            if here is None:
                continue
            if names is None or "corrects" in clause.moods:
                names = here
            else:
                names &= here
        return names or frozenset()

    def named(self, tokens: Sequence[Token]) -> frozenset[str] | None:
        """What all places of these words have in common; None where no place is named."""
        places = self._gazetteer.find(tokens)
        addressed = [p for p in places if not self._in_street(tokens, p)]
        places = addressed if len(tokens) > 1 else places
        if not any(place.names for place in places):
            return None
        names = _common([place for place in places if place.names])
        covered = {at for place in places for at in range(place.start, place.end)}
        kinds = {
            _KIND[token.word] for at, token in enumerate(tokens)
            if token.word in _KIND and at not in covered
        }  # fmt: skip
        if len(kinds) == 1:
            names = frozenset(name for name in names if name.startswith(tuple(kinds)))
        return names

    def _elsewhere(self, words: Sequence[str], *, about_ktp: bool) -> bool:
        """Does a clause speak of another place of theirs: office, birth, KTP?"""
        said = set(words)
        if about_ktp:
            return bool(self._home & said) and "ktp" not in said
        return bool(self._other & said) and not self._home & said

    def _in_street(self, tokens: Sequence[Token], place: Place) -> bool:
        """`Jl. Raya Bogor` is a street's name."""
        return any(t.text in self._streets for t in tokens[max(place.start - 3, 0) : place.start])


def _one(names: frozenset[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


def _shared(names: frozenset[str], listed: Sequence[str]) -> str:
    """`Bogor`, where the list holds the kota and the kabupaten: which one changes nothing."""
    if not names or not names <= set(listed):
        return ""
    bare = {name.partition(" ")[2] for name in names}
    return bare.pop() if len(bare) == 1 else ""


def _common(places: Sequence[Place]) -> frozenset[str]:
    """A part may lie in the whole beside it; wholes that differ are two answers."""
    shared = reduce(frozenset.__and__, (place.names for place in places))
    if shared:
        return shared
    wholes = [place.names for place in places if place.rank == WHOLE]
    return reduce(frozenset.__and__, wholes) if wholes else frozenset()
