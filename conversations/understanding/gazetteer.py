"""Kota and kabupaten by name, nickname, district or neighbourhood."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.slips import Slips

_MOST_WORDS = 4
WHOLE = 2
"""The rank of a kota or kabupaten."""
_KINDS = ("Kota ", "Kabupaten ")
_SHORTEST_SLIP = 5
_LONG = 60


class Place(Struct, frozen=True):
    """What is named at tokens `start` to `end` (exclusive): the kota and kabupaten it may be.

    `rank`: 2 a kota or kabupaten by its name, 1 a part of one, 0 something larger.
    """

    start: int
    end: int
    names: frozenset[str]
    rank: int


class Gazetteer:
    """Names are looked up without their spaces: `Duren Sawit` and `durensawit` are the same."""

    def __init__(self, lexicon: Lexicon) -> None:
        files = lexicon.files
        self._ranks: tuple[dict[str, set[str]], ...] = ({}, {}, {})
        regions, areas = files["regions"], files["areas"]
        for kind in _KINDS:
            for name in regions[kind.strip().lower()]:
                self._add(2, name, (kind + name,))
                self._add(2, kind + name, (kind + name,))
                self._add(2, "kab" + name if kind == "Kabupaten " else kind + name, (kind + name,))
        for name, said in areas["several"].items():
            self._add(1, name, [place.strip() for place in said.split(",")])
        for name, said in files["places"].items():
            for nickname in said.split(","):
                self._add(1, nickname, (name,))
        for name, districts in regions["districts"].items():
            for district in districts:
                self._add(1, district, (name,))
        for name in areas["wide"]:
            self._add(0, name, ())
        near = {
            key for rank in self._ranks[1:] for key, names in rank.items()
            if names and names <= regions["districts"].keys()
        }  # fmt: skip
        self._slips, self._lexicon = Slips(near, _SHORTEST_SLIP), lexicon

    def find(self, tokens: Sequence[Token]) -> list[Place]:
        """All places named, from left to right, the longest name first."""
        found, at = [], 0
        while at < len(tokens):
            place = self._at(tokens, at)
            if place:
                found.append(place)
            at = place.end if place else at + 1
        return found

    def _add(self, rank: int, name: str, places: Iterable[str]) -> None:
        self._ranks[rank].setdefault(_key(name), set()).update(places)

    def _at(self, tokens: Sequence[Token], at: int) -> Place | None:
        for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
            part = tokens[at : at + size]
            for key in _keys(part):
                if place := self._named(key, at, at + size):
                    return place
            if len(tokens) <= _LONG and (place := self._mended(part, at)):
                return place
        return None

    def _mended(self, part: Sequence[Token], at: int) -> Place | None:
        """A place though one letter is wrong, where a word is unknown."""
        words = [token.text for token in part]
        if not any(word.isalpha() and not self._lexicon.spell(word) for word in words):
            return None
        return self._named(self._slips.mend(_key("".join(words))), at, at + len(part))

    def _named(self, key: str, start: int, end: int) -> Place | None:
        for rank in (2, 1, 0):
            names = self._ranks[rank].get(key)
            if names is not None:
                several = self._ranks[1].get(key, set()) if rank == WHOLE else set()
                return Place(start, end, frozenset(names | several), rank)
        return None


def _keys(part: Sequence[Token]) -> Iterator[str]:
    """As written, and as spelled: `kodya bogor`, `jkt barat`."""
    written = _key("".join(token.text for token in part))
    yield written
    spelled = _key("".join(token.word for token in part))
    if spelled != written:
        yield spelled


def _key(name: str) -> str:
    folded = name.casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))
