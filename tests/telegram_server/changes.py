"""Waiting for something to become true, without looking again by the clock."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Wakes whoever waits, each time something happened."""

    def __init__(self) -> None:
        self._next: asyncio.Future[None] | None = None

    def happened(self) -> None:
        """Wake all that wait."""
        if self._next is not None and not self._next.done():
            self._next.set_result(None)
        self._next = None

    async def until(self, look: Callable[[], T | None], seconds: float = 60.0) -> T:
        """Return what `look` finds as soon as it is neither None nor empty; TimeoutError after."""
        async with asyncio.timeout(seconds):
            while not (found := look()):
                if self._next is None:
                    self._next = asyncio.get_running_loop().create_future()
                await asyncio.shield(self._next)
            return found
