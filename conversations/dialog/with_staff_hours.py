"""When staff attend to people, and how long Pandu waits for them before it goes on itself."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

_DAY = timedelta(days=1)


class Hours(Struct, frozen=True):
    """ISO weekdays from `first` to `last`, from `begins` until `ends` by the posting's clock.
    `wait` is how much of these hours may pass without an answer. Not `on`: nobody ever attends.
    """

    first: int = 1
    last: int = 5
    begins: time = time(8)
    ends: time = time(16)
    wait: timedelta = timedelta(hours=2)
    on: bool = True


def is_open(hours: Hours, now: datetime, zone: ZoneInfo) -> bool:
    """Does anybody attend at this moment?"""
    here = now.astimezone(zone)
    return _attended(hours, here) and hours.begins <= here.time() < hours.ends


def opens(hours: Hours, now: datetime, zone: ZoneInfo) -> datetime:
    """When somebody attends from `now` on (UTC): `now` itself where somebody does."""
    if is_open(hours, now, zone):
        return now.astimezone(UTC)
    here = now.astimezone(zone)
    day = here if here.time() < hours.begins else here + _DAY
    while not _attended(hours, day):
        day += _DAY
    return datetime.combine(day.date(), hours.begins, zone).astimezone(UTC)


def waits_until(hours: Hours, now: datetime, zone: ZoneInfo) -> datetime:
    """When `wait` of attended time has passed (UTC)."""
    moment, left = opens(hours, now, zone), hours.wait
    while left > (today := _rest(hours, moment, zone)):
        left -= today
        moment = opens(hours, moment + today, zone)
    return moment + left


def _rest(hours: Hours, moment: datetime, zone: ZoneInfo) -> timedelta:
    """What is left of the attended day that `moment` lies in."""
    day = moment.astimezone(zone).date()
    return datetime.combine(day, hours.ends, zone).astimezone(UTC) - moment


def _attended(hours: Hours, here: datetime) -> bool:
    return hours.first <= here.isoweekday() <= hours.last
