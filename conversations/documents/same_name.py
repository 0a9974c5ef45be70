"""Are two printed names those of one person? Titles, spelling, order and initials may differ."""

import re
import unicodedata
from collections.abc import Sequence

from conversations.documents.contents.slips import slips

_BEFORE = re.compile(
    r"bapak|ibu|bpk|sdri?|saudar[ai]|tn|ny|nn|tuan|nyonya|nona|mrs?|ms|dr[sagh]?|ir|prof|hj?|kh|ust"
    r"|ns|apt|rr?|raden|rd|rm"
)
_BEHIND = re.compile(
    r"(?:s|m|a|bc)(?:e|h|t|p|m|pd|pdi|kom|si|sos|ip|ag|ap|hum|hut|pt|tp|kep|farm|psi|ked|ak|ei|sy"
    r"|stat|tr|sn|ds|ars|ikom|ab|eng|kn|kes|acc|sc|inf){1,2}"
    r"|amd[a-z]*|ba|ca|cpa|gr|llb|llm|ma|mba|ners|phd|sp[a-z]{1,3}"
)
"""Degrees with their dots taken out: `S.E.`, `M.Si`, `A.Md.Kom`."""
_SPELLED = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("ch", "h"), ("kh", "h"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("ie", "i"), ("y", "i"), ("z", "s"), ("v", "f"),
    ("q", "k"),
)  # fmt: skip
_ALIKE = {
    **dict.fromkeys(("m", "md", "mhd", "muh", "moh", "mohd", "muhd", "mohamad", "mohamed",
                     "mohammad", "muhamad", "muhammed", "mochamad", "mochammad", "moch"),
                    "muhammad"),
    **dict.fromkeys(("achmad", "akhmad", "ahmat", "achmat"), "ahmad"),
    **dict.fromkeys(("st", "sitti"), "siti"),
}  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_LONG, _VERY_LONG = 4, 9
ENOUGH = 2
"""Whole words that suffice where the other name has more of them."""


def same_name(one: str, other: str) -> bool:
    """True also where nothing of a name is left to compare."""
    first, second = sorted((words(one), words(other)), key=len)
    if not first or slips("".join(first), "".join(second)) <= 1:  # words run into each other
        return True
    whole, left = 0, list(second)
    for word in sorted(first, key=len, reverse=True):
        found = next((each for each in left if _word(word, each)), None)
        if found is None:
            return False
        left.remove(found)
        whole += min(len(word), len(found)) > 1
    return whole >= ENOUGH or (whole > 0 and all(len(word) == 1 for word in left))


def words(name: str) -> Sequence[str]:
    """Small letters as they sound, without titles; an initial is one letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    parts = [part for part in plain.split(",") if part.strip()]
    if not parts:
        return ()
    head, *behind = parts
    named = _named(head) + [word for part in behind if not _titles(part) for word in _named(part)]
    return tuple(_sound(word) for word in dict.fromkeys(named))


def _titles(part: str) -> bool:
    return all(
        _BEHIND.fullmatch(_bare(word)) or _BEFORE.fullmatch(_bare(word)) for word in part.split()
    )


def _named(text: str) -> list[str]:
    """Words of a name between the titles before and behind it, which are never all of it."""
    found = [_bare(word) for word in _apart(text).split() if _bare(word)]
    while len(found) > 1 and _BEFORE.fullmatch(found[0]):
        found = found[1:]
    while len(found) > ENOUGH and _BEHIND.fullmatch(found[-1]):
        found = found[:-1]
    return found


def _apart(text: str) -> str:
    """`Drs.Budi` and `M.Yusuf` are two words; `S.Kom` stays one."""
    return re.sub(r"\b([a-z]{1,4})\.(?=[a-z]{4,})", r"\1. ", text)


def _bare(word: str) -> str:
    return re.sub(r"[^a-z]", "", word)


def _sound(word: str) -> str:
    word = _ALIKE.get(word, word)
    for written, heard in _SPELLED:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word)


def _word(one: str, other: str) -> bool:
    """The same but for slips; an initial is every word that begins so."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return _near(one, other)


def _near(one: str, other: str) -> bool:
    most = (len(min(one, other, key=len)) >= _LONG) + (len(min(one, other, key=len)) >= _VERY_LONG)
    return abs(len(one) - len(other)) <= most and slips(one, other) <= most
