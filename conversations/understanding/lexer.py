"""Text becomes words with their places: folded, spelled in one way, without what says nothing."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from msgspec import Struct

LONGEST = 4000
MOST_WORDS = 1200
LONGEST_WORD = 40
_PIECE = re.compile(r"\n|\d+|[^\W\d_]+(?:['\u2019\u02bc-][^\W\d_]+)*|\S")
_JOINT = re.compile(r"['\u2019\u02bc-]")
_TWICE = re.compile(r"(.)\1+")


class Speller(Protocol):
    """Knows words: `spell` gives the usual spelling, "" for an unknown one."""

    def spell(self, word: str) -> str: ...


class Token(Struct):
    """A word as used (`word`), as written (`text`), and where it stands in the folded text.

    `glued` says that nothing stands before it: the `1` of `S1`.
    """

    word: str
    text: str
    start: int
    end: int
    glued: bool = False

    @property
    def digits(self) -> bool:
        return self.text.isdecimal()


def fold(text: str) -> str:
    """One spelling for what looks the same; "" where it is longer than any answer."""
    short = " ".join(text.split(" ")) if len(text) <= LONGEST else " ".join(text.split())
    if len(short) > LONGEST:
        return ""
    composed = unicodedata.normalize("NFKC", short)
    return composed if len(composed) <= LONGEST else ""


def lex(folded: str, speller: Speller) -> list[Token]:
    """The words of a text that `fold` gave, in order; marks and emoji are words too."""
    found: list[Token] = []
    for piece in islice(_PIECE.finditer(folded), MOST_WORDS):
        text, start = piece.group(), piece.start()
        glued = bool(found) and found[-1].end == start
        if text == "2" and glued and _doubles(found[-1], folded, piece.end()):
            found[-1].end = piece.end()
            continue
        found.extend(_tokens(text.casefold(), start, speller, glued=glued))
    return found


def _doubles(before: Token, folded: str, end: int) -> bool:
    """Is this 2 the sign for a word said twice: `siapa2`?"""
    alone = not folded[end : end + 1].isdecimal()
    return alone and len(before.text) > len("S1") and before.text.isalpha()


def _tokens(text: str, start: int, speller: Speller, *, glued: bool) -> Iterator[Token]:
    if len(text) == 1 or not _JOINT.search(text):
        yield Token(spelled(text, speller), text, start, start + len(text), glued)
        return
    whole = _JOINT.sub("", text)
    if known := speller.spell(whole):
        yield Token(known, text, start, start + len(text), glued)
        return
    at = start
    for part in _JOINT.split(text):
        yield Token(spelled(part, speller), part, at, at + len(part), glued)
        at, glued = at + len(part) + 1, False


def spelled(word: str, speller: Speller) -> str:
    """The usual spelling, also where letters are drawn out: `iyaaa`."""
    if len(word) > LONGEST_WORD or not word[0].isalpha():
        return speller.spell(word) or word if len(word) == 1 else word
    if known := speller.spell(word):
        return known
    short = _TWICE.sub(r"\1", word)
    return (speller.spell(short) if short != word else "") or word
