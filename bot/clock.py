"""The only clock for what is due, expired, open or closed.

In a demonstration the whole program lives at another time: the distance to the real time is kept
in the data folder and only ever grows, so that nothing that happened lies in the future.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = "clock"


class Clock:
    """Real time."""

    demo = False

    def now(self) -> datetime:
        """UTC."""
        return datetime.now(UTC)


class DemoClock(Clock):
    """Runs on from `start`, or from where it stood when that is later. `moved` is called after each
    step.
    """

    demo = True

    def __init__(self, start: datetime, folder: Path) -> None:
        self.moved: Callable[[], None] = lambda: None
        self._file = folder / FILE
        ahead = start - super().now()
        self._ahead = max(ahead, self._kept()) if self._file.exists() else ahead
        self._keep()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def move_to(self, moment: datetime) -> bool:
        """Goes on from `moment`; False where that would be going back."""
        if (step := moment - self.now()) < timedelta(0):
            return False
        self._ahead += step
        self._keep()
        self.moved()
        return True

    def _kept(self) -> timedelta:
        return timedelta(seconds=float(self._file.read_text()))

    def _keep(self) -> None:
        new = self._file.with_suffix(".new")
        new.write_text(str(self._ahead.total_seconds()))
        new.replace(self._file)
