"""Days and months as people write them in facts: ISO, a month standing for all its days."""

from calendar import monthrange
from datetime import date


def span(text: str) -> tuple[date, date]:
    """First and last day that `YYYY-MM-DD` or `YYYY-MM` can mean. Raises `ValueError`."""
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if len(text) != 10:
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
