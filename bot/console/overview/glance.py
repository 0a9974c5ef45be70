"""One look for all who look at nearly the same time: with many applicants it is no small count."""

import asyncio
import time
from collections.abc import Callable

from storage.overview import Look
from storage.staff import asked

FRESH_SECONDS = 10.0


class Glance:
    """`seconds` is a clock that only runs forward."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._lock = seconds, asyncio.Lock()
        self._last: Look | None = None
        self._until = 0.0

    async def __call__(self, look: Callable[[str, int], Look], posting: str, now: int) -> Look:
        """What `look` says, at most ten seconds old. Raises `DatabaseDownError`."""
        async with self._lock:
            if self._last is None or self._seconds() >= self._until:
                self._last = await asked(look, posting, now)
                self._until = self._seconds() + FRESH_SECONDS
            return self._last
