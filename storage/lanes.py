"""One person's turns, one after the other: a lock for each key that lives while it is wanted."""

import asyncio
from collections.abc import Hashable
from weakref import WeakValueDictionary


class Lanes:
    """Whoever asks first for a key goes first."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: Hashable) -> asyncio.Lock:
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock
