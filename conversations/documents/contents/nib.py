"""A business registration (NIB): its number, whose it is, and the codes of its activities."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from conversations.documents.contents.days import first
from conversations.documents.contents.figures import longest
from conversations.documents.contents.labels import around, value, values
from conversations.documents.contents.lines import Line, Row, rows, words_of
from conversations.documents.contents.names import name_in
from conversations.documents.contents.owner import owner as named
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

LENGTH = 13
LEAST = 4
SURE = 0.75
_COMPANY = re.compile(
    r"\b(?:pt|cv|firma|fa|koperasi|yayasan|perseroan|persekutuan|badan (?:usaha|hukum)|perum"
    r"|perumda|limited|ltd|company)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"per(?:se)?o?rangan|orang|individu", re.IGNORECASE)
_ALONE = re.compile(r"orang perseorangan|usaha perse?o?rangan|perorangan", re.IGNORECASE)
_KINDS = (
    *("Jenis Pelaku Usaha", "Status Badan Usaha", "Jenis Badan Usaha", "Bentuk Badan Usaha"),
    *(
        "Status Perusahaan",
        "Jenis Perusahaan",
        "Bentuk Usaha",
        "Jenis Usaha",
        "Kategori Pelaku Usaha",
    ),
    *("Kategori Usaha", "Status Pelaku Usaha", "Bentuk Hukum", "Jenis"),
)
_OWNERS = (
    *("Nama Pelaku Usaha", "Nama Perusahaan", "Nama Pemilik", "Nama Usaha", "Pelaku Usaha"),
    *("Nama Penanggung Jawab", "Pemilik", "Nama"),
)
_KBLI = re.compile(r"\bkbl[i1l]\b", re.IGNORECASE)
_BEGINS = re.compile(r"^(?:\d{1,2}\s*[.)]?\s+)?(\d{4,5})\b(?!\s*[-/])")
_BEHIND = re.compile(r"(?<![\d.])\d{5}(?![\d.])")
_ELSEWHERE = re.compile(r"\b(?:pos|telepon|telp|hp|alamat|rt|rw|fax)\b", re.IGNORECASE)
_CODE = 5


def read_nib(lines: Lines, sought: Sought) -> Read:
    """NIB (13 digits), name, `jenis` (perorangan or badan usaha), the KBLI beside their label."""
    number, codes = _number(lines), list(dict.fromkeys(_codes(lines)))
    fields: dict[str, Any] = {}
    findings: list[Finding] = []
    if number and len(number.text) == LENGTH:
        fields["nib"] = number.text
    elif number and number.confidence >= SURE:
        findings.append(Finding("nib_invalid", number.page, where=number.box))
    kind = _kind(lines)
    if kind:
        fields["jenis"] = kind
    if kind == "badan usaha":
        findings.append(Finding("nib_company"))
    elif name := _owner(lines):
        fields["nama"] = name
    if good := [code for code in codes if len(code) == _CODE]:
        fields["kbli"] = good
    if codes and sought.kbli and sought.kbli not in good:
        findings.append(Finding("nib_wrong_kbli"))
    return Read(fields, tuple(findings))


def _owner(lines: Sequence[Line]) -> str:
    beside = (name_in(line.text) for line in values(lines, *_OWNERS))
    return next(filter(None, beside), "") or named(lines)


def _plainly(lines: Sequence[Line]) -> str:
    """Where no label tells: the line that says it by itself."""
    return next((line.text for line in lines if _ALONE.search(line.text)), "")


def _number(lines: Sequence[Line]) -> Line | None:
    for line in around(lines, "Nomor Induk Berusaha", "Nomor Induk Berusaha (NIB)", "NIB"):
        if len(digits := longest(line.text)) >= LEAST and not first(line.text):
            return Line(digits, line.box, line.page, line.confidence)
    for line in lines:
        if len(digits := longest(line.text)) == LENGTH and len(line.text) <= LENGTH + 6:
            return Line(digits, line.box, line.page, line.confidence)
    return None


def _kind(lines: Sequence[Line]) -> str:
    """By what is said of the owner; a PT Perorangan is a legal body, too."""
    said = value(lines, *_KINDS)
    owner = value(lines, *_OWNERS)
    if _COMPANY.search(said) or (not said and re.match(r"(?:pt|cv)\b", owner, re.IGNORECASE)):
        return "badan usaha"
    return "perorangan" if _PERSON.search(said or _plainly(lines)) else ""


def _codes(lines: Sequence[Line]) -> Iterator[str]:
    """Behind the label in its row, or in the table below a head that holds it."""
    heads: list[Line] = []
    for row in rows(lines):
        text = words_of(row)
        if label := _KBLI.search(text):
            heads += [line for line in row if _KBLI.search(line.text)]
            yield from _behind(text[label.end() :])
        elif heads and not _ELSEWHERE.search(text):
            yield from _below(row, heads)


def _behind(text: str) -> Iterator[str]:
    if not _ELSEWHERE.search(text):
        yield from _BEHIND.findall(text)


def _below(row: Row, heads: Sequence[Line]) -> Iterator[str]:
    """At the beginning of a row, behind its number, or in the column of the head."""
    if found := _BEGINS.match(words_of(row)):
        yield found[1]
        return
    for line in row:
        code = line.text.strip()
        under = any(line.box[0] < head.box[2] and line.box[2] > head.box[0] for head in heads)
        if under and code.isdigit() and len(code) in {_CODE - 1, _CODE}:
            yield code
