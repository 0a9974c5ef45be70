"""Finds a label, however the recognition slipped, and what is written beside or below it."""

import re
from collections.abc import Iterator, Sequence

from conversations.documents.contents.lines import Line, near
from conversations.documents.contents.slips import alike

_COLON = re.compile(r"\s*[:\uff1a]+\s*")
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.)]\s*")
_ASIDE = re.compile(r"(?<=[a-z])\s*\([^)]*\)\s*(?=[:\uff1a]|$)", re.IGNORECASE)
"""What a label adds in brackets."""
_TWIN = re.compile(r"^/\s*[A-Za-z]+(?:\s*[:\uff1a]\s*|\s+|$)")
"""The same label in the other language."""
_LETTERS = re.compile(r"[^a-z0-9]+")


def values(lines: Sequence[Line], *labels: str) -> Iterator[Line]:
    """What stands beside each of the labels, in the order of the labels; never empty text."""
    for label in labels:
        for line in lines:
            if found := _value(lines, line, _plain(label)):
                yield found


def around(lines: Sequence[Line], *labels: str) -> Iterator[Line]:
    """Everything that may belong to a label: what it goes on with, what is beside it, and below."""
    for label in labels:
        for line in lines:
            if found := _value(lines, line, _plain(label)):
                yield found
                yield from near(lines, line)


def value(lines: Sequence[Line], *labels: str) -> str:
    """The first of them; "" where none is found."""
    return next((line.text for line in values(lines, *labels)), "")


def _value(lines: Sequence[Line], line: Line, label: str) -> Line | None:
    text = _ASIDE.sub(" ", _NUMBERED.sub("", line.text))
    head, colon, rest = _parted(text)
    if colon and any(alike(_plain(name), label) for name in (head, *head.split("/"))):
        return _filled(line, rest) if rest else _beside(lines, line)
    begins = _begun(text, label)
    if begins is None:
        return None
    return _filled(line, begins) or _beside(lines, line)


def _parted(text: str) -> tuple[str, str, str]:
    found = _COLON.search(text)
    return (text[: found.start()], ":", text[found.end() :]) if found else (text, "", "")


def _begun(text: str, label: str) -> str | None:
    """What follows a text that begins with the label in whole words; None where it does not."""
    words = text.split()
    for count in range(1, len(words) + 1):
        head = _plain(" ".join(words[:count]))
        if alike(head, label):
            return _TWIN.sub("", " ".join(words[count:]))
        if len(head) > len(label) + 1:
            return None
    return None


def _filled(line: Line, text: str) -> Line | None:
    text = text.strip(" :\uff1a-")
    return Line(text, line.box, line.page, line.confidence) if text else None


def _beside(lines: Sequence[Line], label: Line) -> Line | None:
    """Only what begins on its right, or straight below a label that stands alone."""
    return next((found for line in near(lines, label) if (found := _filled(line, line.text))), None)


def _plain(text: str) -> str:
    return _LETTERS.sub("", text.casefold())
