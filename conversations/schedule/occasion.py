"""Occasions to write unasked, as a posting declares them."""

from datetime import time, timedelta
from typing import Literal

from msgspec import Struct

Tells = Literal["opening", "closing", "closed", "result", "amended"]
OPENS, CLOSES = "opens", "closes"


class Occasion(Struct, frozen=True):
    """Due `before` the moment `of` (the opening, the closing, or a line of the schedule), or at the
    time `clock` of its day, local to the posting. After `keep` it is not said any more.

    `few`: also for those who want few reminders.
    """

    id: str
    tells: Tells
    of: str
    keep: timedelta
    before: timedelta = timedelta(0)
    clock: time | None = None
    few: bool = False

    @property
    def name(self) -> str:
        """As it is stored: `reminder:closing-24h`, `result:administrasi`, `amended:3`."""
        kind = self.tells if self.tells in {"result", "amended"} else "reminder"
        return f"{kind}:{self.id}"


def _closing(name: str, keep: int, *, few: bool = False, **before: int) -> Occasion:
    ahead = timedelta(**before)
    return Occasion(f"closing-{name}", "closing", CLOSES, timedelta(minutes=keep), ahead, few=few)


DEFAULTS = (
    Occasion("opening", "opening", OPENS, timedelta(days=2), few=True),
    _closing("48h", 12 * 60, hours=48),
    _closing("24h", 12 * 60, few=True, hours=24),
    Occasion("last-day", "closing", CLOSES, timedelta(hours=4), clock=time(8)),
    _closing("3h", 105, few=True, hours=3),
    _closing("1h", 40, hours=1),
    _closing("15m", 12, minutes=15),
    Occasion("closed", "closed", CLOSES, timedelta(days=1), few=True),
)
"""Those of a posting that declares none; results come from its stages."""


def of_stage(stage: str, line: str) -> Occasion:
    """The pointer to where a stage's result is announced, in the morning of the day."""
    return Occasion(stage, "result", line, timedelta(days=2), clock=time(8), few=True)
