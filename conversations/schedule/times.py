"""When each occasion of a posting is due for people of one time zone, and until when."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from conversations.schedule.occasion import CLOSES, DEFAULTS, OPENS, Occasion, of_stage
from conversations.schedule.quiet import ends, evening, is_quiet, zone_of

if TYPE_CHECKING:
    from conversations.posting.model import Posting

LAST_HOURS = timedelta(hours=3)
"""So near to the closing nothing can wait for the morning: it is said in the quiet hours too."""


URGENT = {"closing", "amended"}


class Timed(Struct, frozen=True):
    """`due` and `until` are UTC; at `until` it is too late."""

    occasion: Occasion
    due: datetime
    until: datetime


def occasions(posting: "Posting") -> tuple[Occasion, ...]:
    """Those that the posting declares, or the usual ones."""
    if posting.reminders is not None:
        return posting.reminders
    stages = (of_stage(s.id, s.result_clause) for s in posting.stages if s.result_clause)
    return (*DEFAULTS, *stages)


def timetable(posting: "Posting", zone: str = "") -> tuple[Timed, ...]:
    """What comes when for people of `zone` ("": the posting's), in order; of what would come at
    the same moment only what was meant for later.
    """
    here = zone_of(zone, posting.tz)
    meant = [(at, each) for each in occasions(posting) if (at := moment(posting, each))]
    found = [
        timed
        for at, each in sorted(meant, key=_first)
        if (timed := _timed(posting, each, at, here))
    ]
    return tuple({timed.due: timed for timed in sorted(found, key=_due)}.values())


def is_urgent(posting: "Posting", occasion: Occasion, at: datetime) -> bool:
    """Is it about the closing, and in the last hours before it?"""
    left = posting.closes_at - at
    return occasion.tells in URGENT and timedelta(0) < left <= LAST_HOURS


def moment(posting: "Posting", occasion: Occasion) -> datetime | None:
    """When it is meant to be said (UTC), None where the posting tells no time of it."""
    anchor = _anchor(posting, occasion.of)
    if anchor is None:
        return None
    if occasion.clock:
        anchor = datetime.combine(anchor.date(), occasion.clock, posting.tz)
    return (anchor.astimezone(UTC) - occasion.before).astimezone(UTC)


def _anchor(posting: "Posting", of: str) -> datetime | None:
    if of in {OPENS, CLOSES}:
        return posting.opens_at if of == OPENS else posting.closes_at
    lines = (line.start or line.until for line in posting.schedule if line.id == of)
    start = next(lines, None)
    return start.replace(tzinfo=posting.tz) if start else None


def _timed(posting: "Posting", occasion: Occasion, at: datetime, zone: ZoneInfo) -> Timed | None:
    """None where it would be said before registration opens, or too late."""
    opens, closes = posting.opens_at.astimezone(UTC), posting.closes_at.astimezone(UTC)
    until = at + occasion.keep
    if occasion.tells in {"opening", "closing"}:
        until = min(until, closes)
    if not is_urgent(posting, occasion, at):
        at = _awake(at, until, zone, early=occasion.tells == "closing")
    if at >= until or (occasion.tells == "closing" and at < opens):
        return None
    return Timed(occasion, at, until)


def _awake(at: datetime, until: datetime, zone: ZoneInfo, *, early: bool) -> datetime:
    """Moved out of the quiet hours: to the morning, or where that is too late and it may be said
    `early`, to the evening before.
    """
    if not is_quiet(at, zone):
        return at
    morning = ends(at, zone)
    return evening(at, zone) if early and morning >= until else morning


def _first(meant: tuple[datetime, Occasion]) -> datetime:
    return meant[0]


def _due(timed: Timed) -> datetime:
    return timed.due
