"""A tax card, with 15 digits or with 16."""

import re
from collections.abc import Iterator, Sequence

from conversations.documents.contents.days import first
from conversations.documents.contents.figures import longest
from conversations.documents.contents.labels import around, value
from conversations.documents.contents.lines import Line, rows, words_of
from conversations.documents.contents.names import is_likely_name, name_in
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding
from conversations.understanding.digits import is_nik

OLD, NEW = 15, 16
SURE = 0.75
LEAST = 6
_LABEL = re.compile(r"\bnpwp\s*(1[56])?\s*(?=[:\uff1a.\s\d]|$)", re.IGNORECASE)
_WHOLE_LABEL = re.compile(r"nomor pokok wajib pajak", re.IGNORECASE)
_DOTTED = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}")
_APART = 3


def read_npwp(lines: Lines, _: Sought) -> Read:
    """The number (16 digits where both are printed: PMK 112/2022) and the name."""
    numbers = _numbers(lines)
    good = [(digits, line) for digits, line in numbers if is_npwp(digits)]
    fields = {"nama": name} if (name := _name(lines, [line for _, line in numbers])) else {}
    if good:
        return Read({"npwp": max(good, key=lambda found: len(found[0]))[0], **fields})
    wrong = [line for _, line in numbers if line.confidence >= SURE]
    found = tuple(Finding("npwp_invalid", where=line.box) for line in wrong[:1])
    return Read(fields, found)


def is_npwp(digits: str) -> bool:
    """15 digits; or 16: a NIK, or a nought before the 15."""
    if len(digits) == OLD:
        return len(set(digits)) > 1
    return len(digits) == NEW and (is_nik(digits) or (digits[0] == "0" and len(set(digits)) > 1))


def _numbers(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """Numbers behind their label, and those in the old shape wherever they stand; else below it."""
    found = []
    for row in rows(lines):
        text, least = words_of(row), min(row, key=lambda line: line.confidence)
        label = _LABEL.search(text) or _WHOLE_LABEL.search(text)
        dotted = _DOTTED.search(text)
        digits = longest(text[label.end() :] if label else "") or longest(
            dotted[0] if dotted else ""
        )
        if len(digits) >= LEAST:
            found.append((digits, least))
    return found or list(_below(lines)) or list(_bare(lines))


def _below(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    for line in around(lines, "NPWP", "NPWP15", "NPWP16", "Nomor Pokok Wajib Pajak"):
        if len(digits := longest(line.text)) >= LEAST and not first(line.text):
            yield digits, line
            return


def _bare(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """A line of nothing but 15 or 16 digits."""
    for line in lines:
        digits = longest(line.text)
        if len(digits) in {OLD, NEW} and len(line.text) <= NEW + 6:
            yield digits, line


def _name(lines: Sequence[Line], numbers: Sequence[Line]) -> str:
    """Beside its label; else the nearest row to the number that may be a name."""
    if name := name_in(value(lines, "Nama", "Nama Wajib Pajak")):
        return name
    around = [words_of(row) for row in rows(lines)]
    at = [
        where for where, row in enumerate(rows(lines))
        if any(line.box == number.box for line in row for number in numbers)
    ]  # fmt: skip
    likely = [
        (min(abs(where - number) for number in at), where, text)
        for where, text in enumerate(around)
        if at and is_likely_name(text)
    ]
    near = [found for found in sorted(likely) if found[0] <= _APART]
    return name_in(near[0][2]) if near else ""
