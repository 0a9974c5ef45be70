"""When staff attend to applicants: read by `bot.settings` with all others."""

import re
from datetime import time, timedelta

from bot.setting_reader import Reader
from conversations.dialog.with_staff_hours import Hours

MOST_WAIT = 24 * 60
_HOURS = re.compile(r"([1-7])-([1-7]) (\d\d)[.:](\d\d)-(\d\d)[.:](\d\d)")


def read_hours(reader: Reader) -> Hours | None:
    """What is wrong is among the reader's faults."""
    hours = reader.read(
        "STAFF_HOURS", "1-5 08:00-16:00", _hours, "days and times such as 1-5 08:00-16:00, or off"
    )
    wait = reader.read("STAFF_WAIT_MINUTES", "120", _wait, "1 to 1440 whole minutes")
    if hours is None or wait is None:
        return None
    return Hours(hours.first, hours.last, hours.begins, hours.ends, wait, hours.on)


def _hours(text: str) -> Hours:
    if text == "off":
        return Hours(on=False)
    found = _HOURS.fullmatch(text)
    if found is None:
        raise ValueError
    first, last, *clock = map(int, found.groups())
    begins, ends = time(clock[0], clock[1]), time(clock[2], clock[3])
    if first > last or begins >= ends:
        raise ValueError
    return Hours(first, last, begins, ends)


def _wait(text: str) -> timedelta:
    if not 1 <= (minutes := int(text)) <= MOST_WAIT:
        raise ValueError
    return timedelta(minutes=minutes)
