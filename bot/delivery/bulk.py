"""What is sent to many, on one channel: a few at a time, behind everything else."""

import asyncio
import logging
from collections.abc import Callable

from bot.clock import Clock
from storage.delivery import Delivery
from storage.store import Store
from storage.writer import DatabaseDownError

IN_FLIGHT = 8
"""Of so many it is not known whether they arrived, where the process is killed."""
TOGETHER = 4
"""With so much room the next are taken up: one by one they would cost a commit each."""
PATIENCE = 0.05
"""Seconds to wait for that room."""
SHORTLY, IDLE = 0.1, 1.0
"""Seconds until it is looked again: while there is something to send, and while there is not."""
BUSY = 30
"""So many looks in vain make it idle."""
Start = Callable[[Delivery], asyncio.Task[None]]
log = logging.getLogger(__name__)


class Bulk:
    """`run` is its life. `rate` is messages a second for all processes together."""

    def __init__(self, channel: str, rate: int, store: Store, clock: Clock, start: Start) -> None:
        self._channel, self.rate, self._start = channel, rate, start
        self._store, self._clock = store, clock
        self._going: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled; what is on its way goes on."""
        vain = BUSY
        while True:
            try:
                found = await self.take_up()
            except DatabaseDownError:
                log.warning("the database is down: nothing is sent to many")
                found, vain = False, BUSY
            vain = 0 if found else vain + 1
            if found:
                await self._until_room()
            else:
                await asyncio.sleep(SHORTLY if vain < BUSY else IDLE)

    async def take_up(self) -> bool:
        """Fills the room there is; True where anything was found."""
        room = IN_FLIGHT - len(self._going)
        now = self._clock.now()
        found = await self._store.claim(self._channel, self.rate, room, now, bulk=True)
        for delivery in found:
            task = self._start(delivery)
            self._going.add(task)
            task.add_done_callback(self._going.discard)
        return bool(found)

    async def _until_room(self) -> None:
        """Until several can be taken up together, or a few are slow and there is some room."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while len(self._going) > IN_FLIGHT - TOGETHER:
            left = end - asyncio.get_running_loop().time()
            slow = len(self._going) < IN_FLIGHT and left <= 0
            if slow:
                return
            timeout = left if left > 0 else None
            await asyncio.wait(self._going, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
