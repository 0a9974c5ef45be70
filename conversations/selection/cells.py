"""What one cell of a list says. A cell that cannot be read is a fault, never a guess."""

import re
from typing import Literal

from msgspec import Struct

from conversations.dialog.event import cleaned
from conversations.dialog.reach import email_in
from conversations.understanding.digits import is_nik

Code = Literal[
    "email", "phone", "nik", "nik_rounded", "score", "outcome", "reason", "nobody", "twice",
    "columns", "empty", "out", "stands_on", "unknown", "too_many", "formula",
]  # fmt: skip
LONGEST = 200
NIK_DIGITS = 16
MOST_SCORE = 1_000_00
_PHONE = re.compile(r"(?:\+?62|0)?(8\d{8,11})")
_SCORE = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?")
_EXPONENT = re.compile(r"\d[.,]?\d*[eE]\+?\d+")
_FORMULA = ("=", "@", "\t", "\r")


class Cell(Struct, frozen=True):
    """Its text; `number`: the sheet held it as a number, whose last digits may be gone."""

    text: str = ""
    number: bool = False


class CellError(ValueError):
    """This cell does not fit; the code says how."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code


def text_of(cell: Cell) -> str:
    """In one line, without what turns or hides letters."""
    return " ".join(cleaned(cell.text).split())[:LONGEST]


def number_of(cell: Cell) -> str:
    """A registration number, as it is written. Raises `CellError`."""
    if is_formula(cell):
        raise CellError("formula")
    return _plain(cell)


def email_of(cell: Cell) -> str:
    """In small letters; "" for an empty cell. Raises `CellError`."""
    text = text_of(cell)
    found = email_in(text) if text else ""
    if text and (found != text.lower() or is_formula(cell)):
        raise CellError("email")
    return found


def phone_of(cell: Cell) -> str:
    """`+62...`; "" for an empty cell. A sheet that took it for a number lost the 0 before it."""
    text = _plain(cell)
    if not text:
        return ""
    match = _PHONE.fullmatch(re.sub(r"[\s().-]", "", text))
    if match is None:
        raise CellError("phone")
    return f"+62{match[1]}"


def nik_of(cell: Cell) -> str:
    """16 digits; "" for an empty cell. Raises `CellError`."""
    text = re.sub(r"[\s.'-]", "", _plain(cell))
    if not text:
        return ""
    if _EXPONENT.fullmatch(text_of(cell)) or (cell.number and _rounded(text)):
        raise CellError("nik_rounded")
    if not (text.isascii() and text.isdecimal() and is_nik(text)):
        raise CellError("nik")
    return text


def score_of(cell: Cell) -> int | None:
    """In hundredths; None for an empty cell. Raises `CellError`."""
    text = text_of(cell).replace(" ", "")
    if not text:
        return None
    match = _SCORE.fullmatch(text)
    if match is None:
        raise CellError("score")
    whole, rest = int(match[1]), (match[2] or "").ljust(2, "0")
    score = whole * 100 + int(rest)
    if score > MOST_SCORE:
        raise CellError("score")
    return score


def is_formula(cell: Cell) -> bool:
    """Would a sheet reckon with it?"""
    return cell.text.lstrip(" ").startswith(_FORMULA)


def _plain(cell: Cell) -> str:
    """Without the sign that some put before digits to keep them, and the end of a number."""
    text = text_of(cell).removeprefix("'")
    return text.removesuffix(".0") if cell.number else text


def _rounded(digits: str) -> bool:
    """A sheet keeps 15 digits of a number: of the 16th only a 0 is left."""
    return len(digits) >= NIK_DIGITS and digits.endswith("0")
