"""Counts over all applicants, made once for all who look at nearly the same time.

What is a little old is shown at once, and counted anew behind the answer: with many applicants
nobody waits for it but the first to look after a while.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar, cast

from msgspec import Struct

T = TypeVar("T")
Make = Callable[[], Awaitable[Any]]
REMEMBERED = 64
OLD = 60.0
"""Seconds after which something is too old to be shown."""


class _Known(Struct):
    at: float
    value: Any


class Lately:
    """What was counted lately, by key. `seconds` is a clock that only runs forward."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._stale: dict[Hashable, Make] = {}

    async def of(self, key: Hashable, make: Callable[[], Awaitable[T]], fresh: float) -> T:
        """What `make` said. Older than `fresh` seconds it is counted anew by the next `renew`;
        much older at once, for all who ask. Raises as `make`.
        """
        known = self._known.get(key)
        age = self._seconds() - known.at if known else OLD
        if known is None or age >= OLD:
            known = await self._count(key, make)
        elif age >= fresh:
            self._stale[key] = make
        return cast("T", known.value)

    def is_stale(self) -> bool:
        """Is there something to `renew`?"""
        return bool(self._stale)

    async def renew(self) -> None:
        """Counts anew what somebody saw a little old. Raises as what counts."""
        while self._stale:
            await self._count(*self._stale.popitem())

    def forget(self) -> None:
        """As if nobody had looked for a while."""
        self._known.clear()

    async def _count(self, key: Hashable, make: Make) -> _Known:
        """Who waits while another counts takes what that one found."""
        before = self._known.get(key)
        async with self._locks.setdefault(key, asyncio.Lock()):
            now = self._known.get(key)
            if now is None or now is before:
                now = _Known(self._seconds(), await make())
                self._keep(key, now)
            return now

    def _keep(self, key: Hashable, known: _Known) -> None:
        self._known[key] = known
        self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            gone, _ = self._known.popitem(last=False)
            self._locks.pop(gone, None)
