"""Which dates of a posting hold, counted by the amendments that moved one."""

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from conversations.posting.edition import Edition, Laid
from conversations.schedule.occasion import Occasion
from conversations.schedule.quiet import ends, is_quiet, zone_of
from conversations.schedule.times import Timed, occasions, timetable

NEWS = timedelta(days=2)
"""How long moved dates are told of."""


class Revision(Struct, frozen=True):
    """`number` is that of the last amendment that moved a date, which holds from `since` on (UTC);
    0 and None where none did.
    """

    number: int = 0
    since: datetime | None = None


def dates_of(edition: Edition) -> Revision:
    """The dates that `edition` goes by."""
    moved = last_move(edition)
    return Revision(moved.row.revision, moved.row.at) if moved else Revision()


def last_move(edition: Edition) -> Laid | None:
    """The last amendment that moved a date or changed a rule, and the posting before it."""
    moves = [laid for laid in edition.history if laid.row.amendment.kind in {"date", "rule"}]
    return moves[-1] if moves else None


def all_times(edition: Edition, zone: str = "") -> tuple[Timed, ...]:
    """The timetable, and that everybody is told once of moved dates."""
    moved = last_move(edition)
    news = [_news(edition, moved, zone)] if moved else []
    return (*news, *timetable(edition.posting, zone))


def named(edition: Edition, name: str) -> Occasion | None:
    """The occasion that is stored as `name`."""
    moved = last_move(edition)
    known = [_moved(moved)] if moved else []
    found = (each for each in (*known, *occasions(edition.posting)) if each.name == name)
    return next(found, None)


def _news(edition: Edition, moved: Laid, zone: str) -> Timed:
    """At once, or in the morning where registration is still open then."""
    at, here = moved.row.at.astimezone(UTC), zone_of(zone, edition.posting.tz)
    if is_quiet(at, here) and not at < edition.posting.closes_at <= ends(at, here):
        at = ends(at, here)
    return Timed(_moved(moved), at, at + NEWS)


def _moved(moved: Laid) -> Occasion:
    return Occasion(str(moved.row.revision), "amended", "", NEWS, few=True)
