"""Counts over all applicants, made once for all who look at nearly the same time."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
REMEMBERED = 64


class Lately:
    """What was counted lately, by key. `seconds` is a clock that only runs forward."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._known: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._locks: dict[Hashable, asyncio.Lock] = {}

    async def of(self, key: Hashable, make: Callable[[], Awaitable[T]], fresh: float) -> T:
        """What `make` said, at most `fresh` seconds ago; asked by one at a time. Raises as it."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            until, value = self._known.get(key, (0.0, None))
            if self._seconds() >= until:
                value = await make()
                self._keep(key, self._seconds() + fresh, value)
            return cast("T", value)

    def _keep(self, key: Hashable, until: float, value: object) -> None:
        self._known[key] = (until, value)
        self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            gone, _ = self._known.popitem(last=False)
            self._locks.pop(gone, None)
