"""From when to when, or for how long."""

from collections.abc import Sequence

from conversations.understanding.amounts import Amounts
from conversations.understanding.dates import NOW, Dates
from conversations.understanding.days import Day, Days, joined
from conversations.understanding.lexer import Token
from conversations.understanding.numbers import tidy

_YEAR = 12
_TIMED = frozenset(
    (
        "dari",
        "sejak",
        "mulai",
        "selama",
        "sampai",
        "masih",
        "periode",
        "tahun",
        "sekarang",
        "tanggal",
        "bulan",
        "lamanya",
        "kurang",
        "sekitar",
        "terhitung",
    )
)
_FIRST, _LAST = 1950, 2100


class Spans:
    """Reads the dates and the length told of one period of work."""

    def __init__(self, days: Days, dates: Dates, amounts: Amounts) -> None:
        self._days, self._dates, self._amounts = days, dates, amounts

    def read(self, tokens: Sequence[Token], corrected: Sequence[int]) -> dict[str, object]:
        """`start` and `end` as exact as said, else `years`."""
        words = [token.word for token in tokens]
        days = self._told(tokens, corrected)
        goes_on = self._dates.ongoing(words)
        if len(days) == 1 and not goes_on:
            before = words[max(days[0].at[0] - 1, 0)]
            return {"end" if before == "sampai" else "start": _iso(days[0])}
        if days and len(days) <= len(("start", "end")):
            return {"start": _iso(days[0]), "end": NOW if len(days) == 1 else _iso(days[1])}
        return {} if days else self._length(tokens, corrected)

    def dated(self, tokens: Sequence[Token]) -> bool:
        """Does it begin with a time?"""
        if not tokens:
            return False
        first = tokens[0]
        return (
            first.word in _TIMED
            or first.digits
            or bool(self._days.month(first.word))
            or (self._amounts.is_number(first.word))
        )

    def _told(self, tokens: Sequence[Token], corrected: Sequence[int]) -> list[Day]:
        days = [day for day in self._days.find(tokens) if "year" in day.parts or len(day.parts) > 1]
        for at in corrected:
            before = [day for day in days if day.at[0] < at]
            behind = [day for day in days if day.at[0] >= at]
            if before and behind:
                mended = joined(before[-1], behind[0], corrects=True) or behind[0]
                days = [*before[:-1], mended, *behind[1:]]
        return [d for d in days if d.year and _FIRST <= d.year <= _LAST and not d.impossible]

    def _length(self, tokens: Sequence[Token], corrected: Sequence[int]) -> dict[str, object]:
        start = corrected[-1] if corrected else 0
        behind = self._lengths(tokens[start:]) or self._lengths(tokens)
        if len(behind) != 1:
            return {}
        return {"years": tidy(behind[0])}

    def _lengths(self, tokens: Sequence[Token]) -> list[float]:
        told = [one for one in self._amounts.amounts(tokens, "tahun") if one.value is not None]
        return [
            (one.value or 0) / (_YEAR if one.unit == "bulan" else 1) for one in told
            if one.unit in {"tahun", "bulan"}
        ]  # fmt: skip


def _iso(day: Day) -> str:
    parts = [f"{day.year:04}"]
    parts += [f"{day.month:02}"] if day.month else []
    parts += [f"{day.day:02}"] if day.month and day.day else []
    return "-".join(parts)
