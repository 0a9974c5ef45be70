"""A proof of work: whose, from when until when, and how long all of it was."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from conversations.documents.contents.days import first, month
from conversations.documents.contents.labels import values
from conversations.documents.contents.lines import whole
from conversations.documents.contents.owner import owner
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

Period = tuple[date, date]
YEAR = 365
_DAY = (
    r"\d{1,2}[\s\-/.]*[a-z][a-z1]{2,8}[\s\-/.,]*\d{4}"
    r"|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}|\d{4}-\d{2}-\d{2}"
)
_MONTH = r"[a-z]{3,9}\.?\s+\d{4}"
_NOW = r"sekarang|saat ini|kini|present|now"
_TO = (
    r"(?:,?\s*(?:sampai|hingga|s\.?\s*/?\s*d\.?|to|until|till|[-\u2013\u2014|]"
    r"|dan (?:berakhir|selesai)|berakhir)(?:\s*(?:dengan|pada|tanggal|tgl\.?|bulan|:))*|\s)"
)
_PERIOD = re.compile(rf"({_DAY}|{_MONTH})\s*{_TO}\s*({_DAY}|{_MONTH}|{_NOW})", re.IGNORECASE)
_BEGIN = (
    "Tanggal Mulai",
    "Mulai Bekerja",
    "Mulai",
    "Sejak",
    "Terhitung Mulai",
    "TMT",
    "Start Date",
)
_END = (
    *("Tanggal Selesai", "Tanggal Berakhir", "Selesai", "Berakhir", "Sampai Dengan", "Sampai"),
    *("Hingga", "End Date"),
)
_YEAR_WORD = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})")


def read_experience(lines: Lines, sought: Sought) -> Read:
    """`nama`; `mulai` and `selesai` of a single period; all of them against the years asked for.

    Days that two periods share count once. Other proofs of the same person may add what is missing.
    """
    fields = {"nama": name} if (name := owner(lines)) else {}
    found = tuple(periods(whole(lines), sought.day)) or tuple(_labelled(lines, sought.day))
    if not found:
        return Read(fields)
    if len(found) == 1:
        fields |= {"mulai": found[0][0].isoformat(), "selesai": found[0][1].isoformat()}
    short = sought.years and length(found) < sought.years * YEAR
    return Read(fields, (Finding("experience_short", confidence=0.8),) if short else ())


def periods(text: str, today: date) -> Iterator[Period]:
    """Those that end after they begin; `today` stands for words such as `sekarang`."""
    for match in _PERIOD.finditer(" ".join(text.casefold().split())):
        start, end = _begins(match[1]), _ends(match[2], today)
        if start and end and start <= end:
            yield start, end


def _labelled(lines: Lines, today: date) -> Iterator[Period]:
    """Beginning and end that stand apart, each beside its label."""
    begins = [_begins(line.text.casefold()) for line in values(lines, *_BEGIN)]
    ends = [_ends(line.text.casefold(), today) for line in values(lines, *_END)]
    for start, end in zip(filter(None, begins), filter(None, ends), strict=False):
        if start <= end:
            yield start, end


def length(found: Sequence[Period]) -> int:
    """Days, the first and the last counted, those that overlap once."""
    total, until = 0, date.min
    for start, end in sorted(found):
        if end > until:
            total += (
                end - max(start, until + timedelta(1) if until > date.min else start)
            ).days + 1
            until = end
    return total


def _begins(text: str) -> date | None:
    return first(text) or _month(text)


def _ends(text: str, today: date) -> date | None:
    if re.fullmatch(_NOW, text):
        return today
    if day := first(text):
        return day
    start = _month(text)
    return (start.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1) if start else None


def _month(text: str) -> date | None:
    found = _YEAR_WORD.fullmatch(text.strip())
    number = month(found[1]) if found else None
    return date(int(found[2]), number, 1) if found and number else None
