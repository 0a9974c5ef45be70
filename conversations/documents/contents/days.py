"""Days as documents write them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from conversations.documents.contents.slips import alike

_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "pebruari", "feb"),
    ("maret", "march", "mar"), ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"),
    ("juli", "july", "jul"), ("agustus", "august", "agt", "agu", "ags", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"), ("desember", "december", "des", "dec"),
)  # fmt: skip
LONG = 4
"""Letters of a month in which one may be misread."""
MONTH = {name: at for at, names in enumerate(_MONTHS, 1) for name in names}
_NAMED = re.compile(
    r"(\d{1,2})\s*(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z][a-z1]{2,8})[\s\-/.,]*(\d{4})(?!\d)"
)
_AMERICAN = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_NUMBERED = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{2})\s*[-/.]\s*(\d{2})(?!\d)")


def days(text: str) -> Iterator[date]:
    """Those that exist, in the order they stand; day before month."""
    found = [each for way in (_named, _american, _numbered, _iso) for each in way(text.casefold())]
    for _, day in sorted(found):
        yield day


def first(text: str) -> date | None:
    return next(days(text), None)


def moved_on(day: date, months: int) -> date:
    """So many months later; the end of a month stays within the shorter one."""
    year, at = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, at + 1, min(day.day, monthrange(year, at + 1)[1]))


def month(word: str) -> int | None:
    """1 to 12, also where one letter of a longer name was misread; None where it is none."""
    if found := MONTH.get(word.replace("1", "i")):
        return found
    near = [at for name, at in MONTH.items() if len(name) >= LONG and alike(word, name)]
    return near[0] if len(set(near)) == 1 else 5 if word in {"mel", "me1"} else None


def _named(text: str) -> Iterator[tuple[int, date]]:
    for match in _NAMED.finditer(text):
        yield from _day(match.start(), match[3], month(match[2]), match[1])


def _american(text: str) -> Iterator[tuple[int, date]]:
    for match in _AMERICAN.finditer(text):
        yield from _day(match.start(), match[3], month(match[1]), match[2])


def _numbered(text: str) -> Iterator[tuple[int, date]]:
    for match in _NUMBERED.finditer(text):
        yield from _day(match.start(), match[3], int(match[2]), match[1])


def _iso(text: str) -> Iterator[tuple[int, date]]:
    for match in _ISO.finditer(text):
        yield from _day(match.start(), match[1], int(match[2]), match[3])


def _day(at: int, year: str, month: int | None, day: str) -> Iterator[tuple[int, date]]:
    try:
        yield at, date(int(year), month or 0, int(day))
    except ValueError:
        return
