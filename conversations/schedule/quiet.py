"""Hours in which nobody is written to unasked, by the clock of whoever would read it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

BEGINS, ENDS, EVENING = time(21), time(7), time(20, 30)
_DAY = timedelta(days=1)


def zone_of(name: str, instead: ZoneInfo) -> ZoneInfo:
    """The zone of that name, `instead` where there is none."""
    try:
        return ZoneInfo(name) if name else instead
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return instead


def is_quiet(moment: datetime, zone: ZoneInfo) -> bool:
    here = moment.astimezone(zone).time()
    return here >= BEGINS or here < ENDS


def ends(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the quiet hours that `moment` lies in are over."""
    here = moment.astimezone(zone)
    day = here.date() + (_DAY if here.time() >= BEGINS else timedelta(0))
    return datetime.combine(day, ENDS, zone).astimezone(UTC)


def begins(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the next quiet hours begin."""
    here = moment.astimezone(zone)
    day = here.date() + (_DAY if here.time() >= BEGINS else timedelta(0))
    return datetime.combine(day, BEGINS, zone).astimezone(UTC)


def evening(moment: datetime, zone: ZoneInfo) -> datetime:
    """The end of the day before the quiet hours that `moment` lies in."""
    here = moment.astimezone(zone)
    day = here.date() - (timedelta(0) if here.time() >= BEGINS else _DAY)
    return datetime.combine(day, EVENING, zone).astimezone(UTC)
