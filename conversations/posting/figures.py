"""The figures, links and places to fill in of a sentence, however a language writes them."""

import re
from collections import Counter

_LINK = re.compile(r"https?://\S+|www\.\S+|@\w+")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_BLANK = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[a-z]+")
_WORDS = (
    ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)
_VALUE = {word: str(at) for words in _WORDS for at, word in enumerate(words, 2)}


def marks(text: str) -> Counter[str]:
    """What must be the same in every language, and how often: `2.000` and `2,000` are both 2000."""
    found = Counter(link.rstrip(".,;:)") for link in _LINK.findall(text))
    rest = _LINK.sub(" ", text)
    found.update(_BLANK.findall(rest))
    found.update(re.sub(r"[.,:]", "", figure) for figure in _FIGURE.findall(_BLANK.sub(" ", rest)))
    found.update(_VALUE[word] for word in _WORD.findall(rest.casefold()) if word in _VALUE)
    return found


def difference(one: str, other: str) -> tuple[list[str], list[str]]:
    """Marks that only `one` has, and marks that only `other` has."""
    mine, theirs = marks(one), marks(other)
    return sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
