"""Moves the dates of a posting, each by its name."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from msgspec.structs import replace

from conversations.posting.amendment import AmendmentError
from conversations.posting.faults import among
from conversations.posting.model import Posting, Scheduled

NAMED = ("opens", "closes", "as_of")
_LAST = time(23, 59)


def moved(posting: Posting, moves: Mapping[str, str]) -> Posting:
    """The posting with its dates moved. Raises `AmendmentError` where one cannot be."""
    known = (*NAMED, *(line.id for line in posting.schedule))
    for name in moves:
        if name not in known:
            raise AmendmentError(f"no date is called '{name}' (allowed: {among(name, known)})")
    found: dict[str, Any] = {
        name: _time(posting, name, moves[name]) for name in ("opens", "closes") if name in moves
    }
    if "as_of" in moves:
        found["as_of"] = _day("as_of", moves["as_of"])
    opens, closes = found.get("opens", posting.opens), found.get("closes", posting.closes)
    if closes <= opens:
        raise AmendmentError(
            f"closes {closes:%Y-%m-%dT%H:%M} is not after it opens ({opens:%Y-%m-%dT%H:%M})"
        )
    found["schedule"] = tuple(_line(posting, line, moves, found) for line in posting.schedule)
    after = replace(posting, **found)
    if moves and after == posting:
        raise AmendmentError(f"{', '.join(moves)}: already so, nothing moves")
    return after


def not_past(posting: Posting, moves: Mapping[str, str], now: datetime) -> None:
    """Raises `AmendmentError` where a date would be moved to before the aware time `now`."""
    after = moved(posting, moves)
    local = now.astimezone(posting.tz).replace(tzinfo=None)
    lines = {line.id: line.until or line.start for line in after.schedule}
    times = {"opens": after.opens, "closes": after.closes, **lines}
    for name in moves:
        at = times.get(name)
        if at and at <= local:
            raise AmendmentError(f"{name} {at:%Y-%m-%dT%H:%M} is past (now {local:%Y-%m-%dT%H:%M})")


def _line(
    posting: Posting, line: Scheduled, moves: Mapping[str, str], found: Mapping[str, datetime]
) -> Scheduled:
    """A line that was moved by its own name, or whose ends are those of the registration."""
    if line.id in moves:
        return _span(posting, line, moves[line.id])
    ends = {getattr(posting, name): found[name] for name in ("opens", "closes") if name in found}
    start, until = (ends.get(at, at) if at else at for at in (line.start, line.until))
    if start and until and start > until:
        raise AmendmentError(f"{line.id} would end before it begins: move it too")
    return Scheduled(line.id, start, until)


def _span(posting: Posting, line: Scheduled, text: str) -> Scheduled:
    """`FROM/UNTIL`, each a day or a time; one alone where the line was one day or one moment."""
    first, several, last = text.partition("/")
    if not several and line.start and line.until and line.start.date() != line.until.date():
        raise AmendmentError(f"{line.id} lasts several days: write it as FROM/UNTIL")
    start = _end(posting, line.id, first, time(0))
    until = _end(posting, line.id, last if several else first, _LAST)
    if start > until:
        raise AmendmentError(f"{line.id} would end before it begins")
    return Scheduled(line.id, start, until)


def _end(posting: Posting, name: str, text: str, clock: time) -> datetime:
    if "T" in text:
        return _time(posting, name, text)
    return datetime.combine(_day(name, text), clock)


def _time(posting: Posting, name: str, text: str) -> datetime:
    """A local time, whatever zone it was written in."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or "T" not in text:
        raise AmendmentError(f"{name}: '{text}' is no time such as 2025-12-23T16:00+07:00")
    if at.tzinfo:
        at = at.astimezone(posting.tz).replace(tzinfo=None)
    return at.replace(second=0, microsecond=0)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AmendmentError(f"{name}: '{text}' is no day such as 2025-12-23") from None
