"""An identity card: who it says it is of, and whether its number agrees with itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from conversations.documents.contents.days import first
from conversations.documents.contents.figures import longest
from conversations.documents.contents.labels import around, value, values
from conversations.documents.contents.lines import Line, whole
from conversations.documents.contents.names import name_in
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding
from conversations.understanding.digits import is_nik

LENGTH = 16
SURE = 0.8
"""Of a line: below it a number that is no NIK is rather one that was misread."""
_PROVINCE = re.compile(r"pr[o0]v[i1l]nsi\s*(.+)|daerah khusus (?:ibukota )?jakarta", re.IGNORECASE)
_DKI = re.compile(r"dki|daerah khusus|jakarta", re.IGNORECASE)
MANY = 8
_HEAD = re.compile(r"pr[o0]v|daerah|k[o0]ta|kabu|jakarta", re.IGNORECASE)
_TAIL = re.compile(r"warga|negara|berlaku|hingga|hidup|\bwn[ia]\b", re.IGNORECASE)
_FIRST = re.compile(r"\W*(?:n[i1l]k|nama|tempat|je[nr]is)", re.IGNORECASE)
_WOMEN = 40
_NEAR = 8
"""A line that holds so many digits is meant to hold a number."""


def read_ktp(lines: Lines, _: Sought) -> Read:
    """NIK, name, birth date, sex, and whether it was issued in DKI Jakarta.

    A NIK has 16 digits: place, birth date with 40 added to a woman's day, serial.
    """
    number = _number(lines)
    fields = {**_person(lines), **_issued(lines)}
    if number and is_nik(number.text):
        fields = {"nik": number.text, **fields}
        return Read(fields, (*_disagreements(number, fields), *_parts(lines)))
    wrong = number is not None and number.confidence >= SURE
    return Read(fields, (Finding("nik_invalid", where=number.box),) if number and wrong else ())


def _parts(lines: Sequence[Line]) -> Iterator[Finding]:
    """A card of which much was read, but nothing of its heading or of its last rows."""
    if len(lines) >= MANY and not (_headed(lines) and _TAIL.search(whole(lines))):
        yield Finding("cropped", confidence=0.6)


def _headed(lines: Sequence[Line]) -> bool:
    """Province and city stand over number and name: a place of birth or of issue is no heading."""
    upper = min((line.box[1] for line in lines if _FIRST.match(line.text)), default=1.0)
    return any(_HEAD.search(line.text) for line in lines if line.box[1] < upper)


def _number(lines: Sequence[Line]) -> Line | None:
    """The number beside its label; else the one line that holds so long a number."""
    for line in around(lines, "NIK"):
        if len(digits := longest(line.text)) >= _NEAR:
            return Line(digits, line.box, line.page, line.confidence)
    for line in lines:
        if len(digits := longest(line.text)) == LENGTH:
            return Line(digits, line.box, line.page, line.confidence)
    return None


def _person(lines: Sequence[Line]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if name := name_in(value(lines, "Nama", "Nama Lengkap")):
        found["nama"] = name
    if day := _born(lines):
        found["tanggal_lahir"] = day.isoformat()
    if sex := _sex(whole(lines)):
        found["jenis_kelamin"] = sex
    return found


def _born(lines: Sequence[Line]) -> date | None:
    beside = values(
        lines, "Tempat/Tgl Lahir", "Tempat/Tanggal Lahir", "Tempat Tgl Lahir", "Tgl Lahir"
    )
    return next((day for line in beside if (day := first(line.text))), None)


def _sex(text: str) -> str:
    if re.search(r"perempuan|wanita", text, re.IGNORECASE):
        return "P"
    return "L" if re.search(r"lak[il1]\s*-?\s*lak[il1]|pria", text, re.IGNORECASE) else ""


def _issued(lines: Sequence[Line]) -> dict[str, Any]:
    for line in lines:
        if found := _PROVINCE.search(line.text):
            return {"ktp_dki": bool(_DKI.search(found[0]))}
    return {}


def _disagreements(number: Line, fields: dict[str, Any]) -> Iterator[Finding]:
    """The birth date and sex in the number, against what is printed."""
    digits = number.text
    woman = int(digits[6:8]) > _WOMEN
    born = (int(digits[6:8]) - _WOMEN * woman, int(digits[8:10]), int(digits[10:12]))
    printed = fields.get("tanggal_lahir")
    day = date.fromisoformat(printed) if printed else None
    differs = day is not None and born != (day.day, day.month, day.year % 100)
    other_sex = fields.get("jenis_kelamin", "P" if woman else "L") != ("P" if woman else "L")
    if differs or other_sex:
        confidence = min(number.confidence, 0.9)
        yield Finding("nik_birthdate_mismatch", confidence=confidence, where=number.box)
