"""When an announcement will be through, from what the channels take."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil

from msgspec import Struct

from conversations.dialog.capabilities import Capabilities

_DAY = timedelta(days=1)
_EDITED = 2
"""Messages for each person where an earlier one is edited as well."""


class Line(Struct, frozen=True):
    """One channel. `ends` is None where people fetch it themselves: it waits for their return."""

    channel: str
    people: int
    ends: datetime | None
    rate: int = 0


class Forecast(Struct, frozen=True):
    """By channel. `ends` is when the last one that is sent by itself is out."""

    begins: datetime
    lines: tuple[Line, ...]

    @property
    def ends(self) -> datetime:
        return max((line.ends for line in self.lines if line.ends), default=self.begins)

    @property
    def returning(self) -> int:
        """How many wait for their return."""
        return sum(line.people for line in self.lines if line.ends is None)


def bulk_rate(rate: float) -> int:
    """How many of a channel's messages a second an announcement may take: a third is kept for
    replies.
    """
    return max(1, int(rate * 2 / 3 + 1e-9))


def forecast(
    people: Mapping[str, int],
    channels: Mapping[str, Capabilities],
    begins: datetime,
    *,
    corrects: bool = False,
) -> Forecast:
    """For so many `people` by channel, beginning at `begins`."""
    lines = []
    for name, count in sorted(people.items()):
        can = channels[name]
        each = _EDITED if corrects and can.can_edit else 1
        rate = bulk_rate(can.rate) if can.can_push else 0
        ends = begins + _takes(count, each, rate, can.people_a_day) if can.can_push else None
        lines.append(Line(name, count, ends, rate))
    return Forecast(begins, tuple(lines))


def _takes(people: int, each: int, rate: int, a_day: int) -> timedelta:
    """What a day's limit holds back goes out a day later."""
    days = ceil(people / a_day) - 1 if a_day and people else 0
    rest = people - days * a_day if a_day else people
    return days * _DAY + timedelta(seconds=ceil(rest * each / rate))
