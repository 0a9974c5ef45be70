"""Pages of text as lines with a place: a row a line, columns by two blanks or more."""

import re
from datetime import date

from conversations.documents.contents.lines import Line
from conversations.documents.contents.read import Read
from conversations.documents.contents.readers import contents_of
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import codes_of

CLOSING = date(2025, 12, 22)
SOUGHT = {
    "nib": Sought(slot="nib", day=CLOSING, kbli="70209"),
    "ijazah": Sought(slot="ijazah", day=CLOSING, levels=("D4", "S1", "S2", "S3")),
    "bukti_pengalaman": Sought(slot="bukti_pengalaman", day=CLOSING, years=3),
}


def lines(text: str, confidence: float = 1.0) -> list[Line]:
    """Every row 2 % of the page high, every letter 1 % wide."""
    found = []
    for at, row in enumerate(text.strip().splitlines()):
        for piece in re.finditer(r"\S+(?: \S+)*", row):
            box = (piece.start() / 100, at * 0.02, piece.end() / 100, at * 0.02 + 0.015)
            found.append(Line(piece[0], box, 1, confidence))
    return found


def read(slot: str, text: str, confidence: float = 1.0) -> Read:
    return contents_of(lines(text, confidence), SOUGHT.get(slot, Sought(slot=slot, day=CLOSING)))


def codes(slot: str, text: str, confidence: float = 1.0) -> tuple[str, ...]:
    return codes_of(read(slot, text, confidence).findings)
