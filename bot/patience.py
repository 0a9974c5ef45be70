"""A limit in time for many pieces of work, with one timer for all of them."""

import asyncio
from collections.abc import Awaitable
from math import inf
from typing import Any, TypeVar

T = TypeVar("T")


class Patience:
    """As `asyncio.timeout`, without a timer for each: nearly all work is done long before."""

    def __init__(self) -> None:
        self._ends: dict[asyncio.Task[Any], float] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._rings = inf

    async def within(self, seconds: float, work: Awaitable[T]) -> T:
        """What `work` returns; one at a time in each task. Raises `TimeoutError`."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in one
        end = self._ends[task] = loop.time() + seconds
        if end < self._rings:
            self._ring(loop, end)
        try:
            return await work
        except asyncio.CancelledError:
            if task in self._ends or task.uncancel():
                raise
            raise TimeoutError from None
        finally:
            self._ends.pop(task, None)

    def _ring(self, loop: asyncio.AbstractEventLoop, at: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._rings, self._timer = at, loop.call_at(at, self._rang, loop)

    def _rang(self, loop: asyncio.AbstractEventLoop) -> None:
        """Cancels what is over; rings again when the next would be, which is seldom still there."""
        now = loop.time()
        for task in [task for task, end in self._ends.items() if end <= now]:
            del self._ends[task]
            task.cancel()
        self._rings, self._timer = inf, None
        if self._ends:
            self._ring(loop, min(self._ends.values()))
