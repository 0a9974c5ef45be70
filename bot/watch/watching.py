"""Says in the log, once a minute, where something was planned and nobody began it."""

import asyncio
import logging

from bot.clock import Clock
from bot.supervise import Work
from storage.store import Store
from storage.verify_health import Failed

BEAT = 60.0
log = logging.getLogger(__name__)


def watch_works(store: Store, clock: Clock) -> dict[str, Work]:
    """For every process but those that only serve pages."""
    return {"watch": Watching(store, clock).run}


class Watching:
    """`run` is its life."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(BEAT)
            await self.look()

    async def look(self) -> int:
        """How much is late."""
        try:
            late = await asyncio.to_thread(self._store.not_started, self._clock.now())
        except Failed:
            return 0
        if late:
            log.error("planned but not started: %d", late)
        return late
