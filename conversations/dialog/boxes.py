"""Which boxes somebody ticks in writing: `1,3,4`, `semua`, `1 dan 2, sisanya tidak`."""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

_REST = re.compile(
    r"\b(?:sisanya|lainnya|selebihnya|yang lain|(?:the )?(?:rest|others))\b(.*)", re.IGNORECASE
)
_DOUBT = re.compile(r"tahu|tau|yakin|ingat|know|sure", re.IGNORECASE)
_NO = re.compile(r"tidak|tdk|enggak|nggak|ngga|gak|ga|bukan|belum|no|not|false", re.IGNORECASE)
_ALL = re.compile(
    r"(?:ya,? |yes,? )?(?:semua(?:nya)?|all(?: of them)?)(?: (?:ada|benar|true))?", re.IGNORECASE
)
_NONE = re.compile(r"tidak ada(?: satu ?pun)?|none(?: of them)?", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:\d{1,2}(?:\s*(?:,|;|\.|&|\bdan\b|\band\b|\s)\s*)?)+", re.IGNORECASE)


class Boxes(Struct, frozen=True):
    """`on`: positions ticked, None where no box was named; `rest`: what the others are."""

    on: tuple[int, ...] | None
    rest: Literal["", "no", "unsure"] = ""


def read_boxes(labels: Sequence[str], text: str) -> Boxes | None:
    """What the words tick; None where they name no box and no rest."""
    if _NONE.fullmatch(text.strip(" .!")):
        return Boxes((), "no")
    rest, named = _rest(text)
    on = _named(labels, named.strip(" .,;!"))
    return Boxes(on, rest) if rest or on is not None else None


def _rest(text: str) -> tuple[Literal["", "no", "unsure"], str]:
    found = _REST.search(text)
    if not found:
        return "", text
    named, words = text[: found.start()], found.group(1)
    if _DOUBT.search(words):
        return "unsure", named
    return ("no", named) if _NO.search(words) else ("", text)


def _named(labels: Sequence[str], text: str) -> tuple[int, ...] | None:
    if _ALL.fullmatch(text):
        return tuple(range(len(labels)))
    if _NUMBERS.fullmatch(text):
        numbers = dict.fromkeys(int(digits) - 1 for digits in re.findall(r"\d+", text))
        return tuple(numbers) if all(0 <= at < len(labels) for at in numbers) else None
    folded = [label.casefold() for label in labels]
    words = [part.strip().casefold() for part in re.split(r"[,;\n]", text) if part.strip()]
    if words and all(word in folded for word in words):
        return tuple(folded.index(word) for word in words)
    return None
