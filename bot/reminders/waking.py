"""Wakes at the next due time, and at each beat whatever happens: the only place of APScheduler."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

BEAT = timedelta(minutes=1)
WAKE = "wake"
_ONCE = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}


class Waking:
    """`with` it; `wake` is called inside the event loop. Nothing is kept: it only rings."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=_ONCE)
        self._scheduler.add_job(self._ring, IntervalTrigger(seconds=int(BEAT.total_seconds())))

    def __enter__(self) -> Self:
        self._scheduler.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._scheduler.shutdown(wait=False)

    def wake_in(self, left: timedelta | None) -> None:
        """After `left` of real time, instead of the time that was set before; None: at no time."""
        if left is None:
            if self._scheduler.get_job(WAKE):
                self._scheduler.remove_job(WAKE)
            return
        at = datetime.now(UTC) + max(left, timedelta(0))
        self._scheduler.add_job(self._ring, DateTrigger(at), id=WAKE, replace_existing=True)

    async def _ring(self) -> None:
        self._wake()
