"""Until when a paper is valid, in the many ways in which papers say so."""

import re
from collections.abc import Iterator
from datetime import date

from conversations.documents.contents.days import days, moved_on
from conversations.documents.contents.labels import around
from conversations.documents.contents.lines import whole
from conversations.documents.contents.rare_days import rare_days
from conversations.documents.contents.read import Lines

_VALID = r"b[ec]r[li1|]a[kx]u"
"""*berlaku*, also where a letter was misread."""
_UNTIL = re.compile(
    rf"(?:{_VALID}(?:\s*(?:s\.?\s*/?\s*d\.?|sampai|hingga))?|masa\s*(?:aktif|(?:ber)?laku)"
    r"|k[ea]da[li1]u\s*w?arsa|habis|tanggal\s*(?:ber)?akhir|berakhir|jatuh\s*tempo"
    r"|sampai\s*dengan|(?:sampai|hingga)\s*tanggal|aktif\s*(?:sampai|hingga)"
    r"|(?:diperpanjang|diperbarui|resertifikasi)\s*(?:sebelum|paling\s*lambat|pada)"
    r"|\bvalid(?:ity|\s*:|\s*(?:until|till?|thru|through|to|up\s*to|from|period))"
    r"|expir\w*|renew(?:al)?\s*(?:by|before|due|date))",
    re.IGNORECASE,
)
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_INDONESIAN = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
               "sepuluh")  # fmt: skip
_COUNT = {word: at for words in (_ENGLISH, _INDONESIAN) for at, word in enumerate(words, 1)}
_LASTS = re.compile(
    rf"(?:{_VALID}|jangka\s*waktu|masa\s*laku|\bvalid)\D{{0,60}}?"
    rf"\b(\d{{1,2}}|{'|'.join(_COUNT)})\s*(?:\([^)]*\)\s*)?[-\s]*(tahun|years?|bulan|months?)",
    re.IGNORECASE,
)
_LABELS = (
    *("Berlaku Sampai", "Berlaku Hingga", "Berlaku s.d.", "Berlaku", "Masa Berlaku", "Masa Aktif"),
    *("Tanggal Kedaluwarsa", "Tanggal Berakhir", "Valid Until", "Validity", "Expiry Date"),
    "Date of Expiry",
)
_END = re.compile(
    r"\bs\.?\s*/?\s*d\b\.?|sampai|hingga|until|\btill?\b|berakhir|expir\w*|k[ea]da[li1]u\s*w?arsa",
    re.IGNORECASE,
)
_CLOSE = 35
"""Characters behind a word of ending in which its day stands."""
_YEARS = range(1950, 2100)
"""Of days that are meant."""
_SLACK = 3
"""Days by which a term of years may be counted differently."""
_BEHIND = 90
"""Characters behind the words in which the day stands."""
_BEFORE = 60
"""Characters before them, where it stands above its label."""
_FOREVER = re.compile(
    r"seumur\s*hidup|selamanya|tanpa\s*batas|tidak\s*(?:terbatas|ada\s*masa)|lifetime|no\s*expir"
    r"|does\s*not\s*expire|not\s*expire",
    re.IGNORECASE,
)


def last_day(lines: Lines) -> date | None:
    """The last day on which it is valid; None where none is named or it never ends."""
    flat = " ".join(whole(lines).split())
    if never_ends(flat):
        return None
    return _counted(flat) or _behind(flat) or _beside(lines) or _above(lines) or _before(flat)


def never_ends(text: str) -> bool:
    return bool(_FOREVER.search(text))


def speaks_of_it(text: str) -> bool:
    """There are words of validity, with or without a day."""
    return bool(_UNTIL.search(text))


def _behind(flat: str) -> date | None:
    """`berlaku 3 Februari 2023 s.d. 14 Agustus 2026` ends with the later one."""
    spans = (flat[match.end() : match.end() + _BEHIND] for match in _UNTIL.finditer(flat))
    return _latest(spans)


def _before(flat: str) -> date | None:
    """`14 Agustus 2026 adalah hari terakhir berlakunya`."""
    spans = (flat[max(0, at - _BEFORE) : at] for at in map(re.Match.start, _UNTIL.finditer(flat)))
    return _latest(spans)


def _beside(lines: Lines) -> date | None:
    """In a column of its own."""
    found = (_latest(iter((line.text,))) for line in around(lines, *_LABELS))
    return next((day for day in found if day), None)


def _above(lines: Lines) -> date | None:
    """On a line of its own over its label, as signatures stand."""
    return _latest(
        line.text
        for label in lines if _UNTIL.search(label.text)
        for line in lines if line.page == label.page and _over(line.box, label.box)
    )  # fmt: skip


def _over(one: tuple[float, ...], label: tuple[float, ...]) -> bool:
    """Straight above, within two heights of the label."""
    height = label[3] - label[1]
    aligned = one[0] < label[2] and one[2] > label[0]
    return aligned and one[1] < label[1] and label[1] - one[3] < 2 * height


def _counted(flat: str) -> date | None:
    """`berlaku selama 3 (tiga) tahun` counts from the latest day that is printed.

    Where that day is the last one already (it is told as an end, or lies so far behind another
    printed day), it is left to the others.
    """
    lasts, printed = _LASTS.search(flat), [day for day in days(flat) if day.year in _YEARS]
    if not lasts or not printed:
        return None
    count = _COUNT.get(lasts[1].casefold()) or int(lasts[1])
    months = count if lasts[2].casefold()[0] in "bm" else 12 * count
    latest = max(printed)
    begun = moved_on(latest, -months)
    ends = _latest(flat[match.end() :][:_CLOSE] for match in _END.finditer(flat)) == latest
    if ends or any(abs((day - begun).days) <= _SLACK for day in printed):
        return None
    return moved_on(latest, months)


def _latest(texts: Iterator[str]) -> date | None:
    found = [day for text in texts for day in (*days(text), *rare_days(text))]
    return max((day for day in found if day.year in _YEARS), default=None)
