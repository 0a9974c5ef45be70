"""Days as they are written where a paper is solemn or short of room: in words, by Roman months, and
with two digits of the year.

Only where a day of this century is meant: of a birth two digits would say nothing.
"""

import re
from collections.abc import Iterator
from datetime import date

from conversations.documents.contents.days import month

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_WORDS = {word: at for at, word in enumerate(_ONES)} | {"sepuluh": 10, "sebelas": 11}
_TIMES = {"puluh": 10, "ratus": 100}
_WORD = "|".join([*_WORDS, *_TIMES, "belas", "seratus"])
_SPELLED = re.compile(
    rf"((?:(?:{_WORD})\s+){{1,4}})(?:bulan\s+)?([a-z]{{3,9}})[\s,]+(?:tahun\s+)?"
    rf"dua\s+ribu((?:\s+(?:{_WORD})\b){{0,4}})"
)
_BY_ROMAN = re.compile(r"(\d{1,2})\s*[-/. ]\s*([ivx]{1,4})\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*'?(\d{2})(?!\d|[-/.]\d)")
_NAMED_SHORT = re.compile(r"(\d{1,2})[\s\-/.]*([a-z]{3,9})\.?[\s\-/.]*'?(\d{2})(?!\d|[:.]\d)")
CENTURY = 2000


def rare_days(text: str) -> Iterator[date]:
    """Those that exist."""
    text = text.casefold()
    for match in _SPELLED.finditer(text):
        yield from _day(_number(match[1]), month(match[2]), CENTURY + _number(match[3]))
    for match in _BY_ROMAN.finditer(text):
        if match[2] in _ROMAN:
            yield from _day(int(match[1]), _ROMAN.index(match[2]) + 1, _year(match[3]))
    for match in _SHORT.finditer(text):
        yield from _day(int(match[1]), int(match[2]), _year(match[3]))
    for match in _NAMED_SHORT.finditer(text):
        yield from _day(int(match[1]), month(match[2]), _year(match[3]))


def _year(digits: str) -> int:
    return int(digits) + (CENTURY if len(digits) < 4 else 0)  # noqa: PLR2004 - digits of a year


def _number(words: str) -> int:
    """`dua puluh enam` is 26, `empat belas` 14; 0 for no word."""
    total = last = 0
    for word in words.split():
        if word == "belas":
            total, last = total + 10 + last, 0
        elif word in _TIMES:
            total, last = total + (last or 1) * _TIMES[word], 0
        elif word == "seratus":
            total, last = total + 100, 0
        else:
            last = _WORDS[word]
    return total + last


def _day(day: int, month: int | None, year: int) -> Iterator[date]:
    try:
        yield date(year, month or 0, day)
    except ValueError:
        return
