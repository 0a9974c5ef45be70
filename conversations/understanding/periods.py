"""Periods of work in lines: `role, org, start to end, with or without proof`."""

import re
from datetime import date

from conversations.understanding.meaning import Meaning, Wanted

MONTHS = (
    "januari january jan", "februari february pebruari feb peb", "maret march mar",
    "april apr", "mei may", "juni june jun", "juli july jul", "agustus august agt agu aug ags",
    "september sept sep", "oktober october okt oct", "november nopember nov nop",
    "desember december des dec",
)  # fmt: skip
LAST_OF_THIS_CENTURY = 30
_MONTH = {word: at for at, words in enumerate(MONTHS, 1) for word in words.split()}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})[-/. ](?P<m2>\d{{1,2}})[-/. ](?P<y2>\d{{4}}|\d\d)"
    rf"|(?P<d3>\d{{1,2}})\s+(?P<m3>{_NAMED})\.?\s+(?P<y3>\d{{4}}|\d\d)",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})|(?P<m2>\d{{1,2}})[-/. ](?P<y2>\d{{4}})"
    rf"|(?P<m3>{_NAMED})\.?\s+(?P<y3>\d{{4}})",
    re.IGNORECASE,
)


def experience(wanted: Wanted, said: str) -> Meaning:
    """Periods in lines: role, org, start to end, with or without proof."""
    found = [entry for line in re.split(r"[;\n]", said) if (entry := _period(wanted, line))]
    return Meaning(value=found) if found else Meaning()


_PROOF = re.compile(
    r"(?P<no>(?:tidak ada|tanpa|belum ada|no|without)\s+(?:bukti|surat|sertifikat|proof)\w*)"
    r"|(?P<yes>\b(?:ada|dengan|with|have)\s+(?:bukti|surat|sertifikat|proof|letter|certificate)\w*"
    r"|bersertifikat)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\s+(?:sampai(?: dengan)?|s\.?/?d\.?|hingga|until|to)\s+|\s+[-\u2013]\s+", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:sekarang|saat ini|now|present)\b", re.IGNORECASE)


def _period(wanted: Wanted, line: str) -> dict[str, object] | None:
    proof = _PROOF.search(line)
    words, start, end = _ends(wanted, _PROOF.sub("", line))
    if start is None:
        return None
    words = words.strip(" ,")
    role, _, org = words.partition(",")
    if not org:
        role, _, org = words.partition(" di ")
    shown = None if proof is None else bool(proof.group("yes"))
    return {
        "role": role.strip(" ,") or None, "org": org.strip(" ,") or None,
        "start": start, "end": end, "proof": shown,
    }  # fmt: skip


def _ends(wanted: Wanted, line: str) -> tuple[str, object, object]:
    """The words before the first date, and both dates."""
    first = _first(line)
    if first is None:
        return line, None, None
    words, dates = line[:first], line[first:]
    head, *tail = _UNTIL.split(dates, maxsplit=1)
    rest = tail[0] if tail else ""
    end: object = "sekarang" if _NOW.search(rest) else month(wanted, rest).value
    return words, month(wanted, head).value, end


def _first(line: str) -> int | None:
    starts = [found.start() for read in (_DAY, _MONTHLY) if (found := read.search(line))]
    return min(starts, default=None)


def day(_wanted: Wanted, said: str) -> Meaning:
    """A date, day first. An impossible one is refused."""
    found = _DAY.search(said)
    if not found:
        return Meaning()
    year, month, number = _parts(found)
    try:
        return Meaning(value=date(year, month, number).isoformat())
    except ValueError:
        return Meaning(intent="invalid")


def month(wanted: Wanted, said: str) -> Meaning:
    """A day, or a month of a year."""
    whole = day(wanted, said)
    if whole.value or whole.intent:
        return whole
    found = _MONTHLY.search(said)
    if not found:
        return Meaning()
    year, number, _ = _parts(found)
    good = 1 <= number <= len(MONTHS)
    return Meaning(value=f"{year:04}-{number:02}") if good else Meaning(intent="invalid")


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day; a year of two digits is of this century until 30, else of the last."""
    got = {name[0]: text for name, text in found.groupdict().items() if text}
    year = int(got["y"])
    if len(got["y"]) == len("90"):
        year += 2000 if year <= LAST_OF_THIS_CENTURY else 1900
    number = _MONTH.get(got["m"].casefold()) or int(got["m"])
    return year, number, int(got.get("d", "0"))
