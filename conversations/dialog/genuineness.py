"""A code by which anyone asks whether something is genuine: how it is typed, what it proves."""

import re
from typing import Literal

from msgspec import Struct

SHORTEST, LONGEST = 4, 16
_ASKED = re.compile(
    r"/?(?:cek|check|verify|verifikasi|periksa|keaslian|cek keaslian)(?P<named>\s+(?:kode|code))?"
    r"(?:\s*[:=]\s*|\s+)(?P<code>[A-Za-z0-9][A-Za-z0-9 .\-]{2,30})[.!?]?",
    re.IGNORECASE,
)
_ALIKE = (
    str.maketrans("0oil1uz", "qqjjjv2"),
    str.maketrans("0ol1", "qqii"),
    str.maketrans("0o", "dd"),
)
"""No code holds a sign that is taken for another: where one was read so, what it may have been."""


class Genuine(Struct, frozen=True, omit_defaults=True):
    """What is known of a code; no `kind`: it is none of ours. `at` is when it went out or was made
    (ISO UTC). `standing` of an announcement is also `corrected`, then `by` is the code of what
    replaced it; of a picture `outdated`. `title` and `says` are what it said.
    """

    code: str
    kind: Literal["", "announcement", "picture"] = ""
    at: str = ""
    title: str = ""
    says: str = ""
    standing: Literal["current", "corrected", "outdated"] = "current"
    by: str = ""
    corrects: str = ""


class Asked(Struct, frozen=True):
    """A code as it was typed. `named`: they said that it is one, or it looks like nothing else."""

    code: str
    named: bool


def code_asked(text: str) -> Asked | None:
    """The code in *cek <kode>*; None where these words ask for something else."""
    found = _ASKED.fullmatch(" ".join(text.split()))
    code = folded(found["code"]) if found else ""
    if found is None or not SHORTEST <= len(code) <= LONGEST:
        return None
    has_digit = any(sign.isdecimal() for sign in code)
    return Asked(code, bool(found["named"]) or has_digit)


def folded(code: str) -> str:
    """Without spaces and marks, in small letters."""
    return "".join(sign for sign in code.casefold() if sign.isalnum())


def readings(code: str) -> tuple[str, ...]:
    """The code as typed, and as it may have been meant."""
    plain = folded(code)[:LONGEST]
    return tuple(dict.fromkeys([plain, *(plain.translate(each) for each in _ALIKE)]))
