"""Days and months as people write them in facts: ISO, a month standing for all its days."""

from calendar import monthrange
from datetime import date

MONTH, DAY = len("YYYY-MM"), len("YYYY-MM-DD")


def span(text: str) -> tuple[date, date]:
    """First and last day that `YYYY-MM-DD` or `YYYY-MM` can mean. Raises `ValueError`."""
    if len(text) == MONTH:
        first = date.fromisoformat(f"{text}-01")
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if len(text) != DAY or text[7] != "-":  # fromisoformat also reads weeks: 2025-W01-1
        raise ValueError(text)
    day = date.fromisoformat(text)
    return day, day


def plus_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def age_on(born: date, day: date) -> int:
    """Completed years on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def between(start: date, end: date) -> tuple[int, int, int]:
    """Whole years, then whole months, then days from `start` to `end`, which is not before it."""
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= end.day < start.day
    return months // 12, months % 12, (end - _plus_months(start, months)).days


def _plus_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
