"""A certificate: whose, until when, and whether it is about cooperatives."""

import re
from datetime import date

from conversations.documents.contents.days import days
from conversations.documents.contents.labels import around
from conversations.documents.contents.lines import whole
from conversations.documents.contents.owner import owner
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

_UNTIL = re.compile(
    r"(?:berlaku\s*(?:s\.?\s*/?\s*d\.?|sampai|hingga|s/d)?|masa\s*(?:ber)?laku|k[ea]dalu\s*w?arsa|habis"
    r"|tanggal\s*berakhir|berakhir|valid\s*(?:until|thru|through|to)|expir\w*|expiry|sampai\s*dengan)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:berlaku|valid)\D{0,25}?\b(\d{1,2}|satu|dua|tiga|empat|lima|one|two|three|four|five)"
    r"\s*(?:\([^)]*\)\s*)?(?:tahun|years?)",
    re.IGNORECASE,
)
_COUNT = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5,
          "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}  # fmt: skip
_LABELS = (
    *("Berlaku Sampai", "Berlaku Hingga", "Berlaku s.d.", "Berlaku", "Masa Berlaku"),
    *("Tanggal Kedaluwarsa", "Valid Until", "Expiry Date", "Date of Expiry"),
)
_SPAN = 90
"""Characters behind the words in which the day stands."""
_FOREVER = re.compile(
    r"seumur\s*hidup|tanpa\s*batas|tidak\s*terbatas|lifetime|no expiry", re.IGNORECASE
)
_ABOUT = re.compile(r"k\s*o\s*perasi|perkoperasian|co-?operative", re.IGNORECASE)
LEAST = 60
"""Letters that must have been read before something is said to be missing."""


def read_certificate(lines: Lines, sought: Sought) -> Read:
    """`nama` and `berlaku_sampai`; expired on the closing day, without a day, about other things.

    The posting does not say which certificate it means, so that each of these is a doubt.
    """
    text = whole(lines)
    fields = {"nama": name} if (name := owner(lines)) else {}
    if len(text) < LEAST:
        return Read(fields)
    other = (Finding("wrong_document", confidence=0.8),) if not _ABOUT.search(text) else ()
    until = _until(text) or _beside(lines)
    if until is None:
        open_end = _FOREVER.search(text) or other or _misread(lines, text)
        return Read(fields, other if open_end else (*other, Finding("cert_no_expiry")))
    fields["berlaku_sampai"] = until.isoformat()
    late = until < sought.day
    return Read(fields, (*other, Finding("cert_expired")) if late else other)


def _misread(lines: Lines, text: str) -> bool:
    """Words of validity were recognised and no day behind them: it is there, and was not read."""
    return bool(_UNTIL.search(text)) and any(line.confidence < 1 for line in lines)


def _until(text: str) -> date | None:
    """The last day behind words that speak of validity."""
    flat = " ".join(text.split())
    found = [
        day for match in _UNTIL.finditer(flat)
        if (day := _last(flat[match.end() : match.end() + _SPAN]))
    ]  # fmt: skip
    return max(found, default=None) or _after_years(flat)


def _beside(lines: Lines) -> date | None:
    """In a column of its own."""
    found = (max(days(line.text), default=None) for line in around(lines, *_LABELS))
    return next((day for day in found if day), None)


def _after_years(flat: str) -> date | None:
    """`berlaku selama 3 (tiga) tahun` counts from the latest day that is printed."""
    years, day = _YEARS.search(flat), max(days(flat), default=None)
    if not years or day is None:
        return None
    count = _COUNT.get(years[1].casefold()) or int(years[1])
    return day.replace(year=day.year + count, day=min(day.day, 28))


def _last(text: str) -> date | None:
    """`berlaku 3 Februari 2023 s.d. 14 Agustus 2026` ends with the later one."""
    return max(days(text), default=None)
