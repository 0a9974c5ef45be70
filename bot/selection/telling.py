"""Tells published results: looks every few seconds, and whenever somebody published."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from bot.clock import Clock
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from handlers.result_told import results_told
from storage.store import Committed
from storage.writer import DatabaseDownError

BEAT = 3.0
Tell = Callable[[Committed], None]
log = logging.getLogger(__name__)


class Telling:
    """`run` is its life. `tell` is called with turns, by channel."""

    def __init__(self, parts: Parts, clock: Clock, tell: Mapping[str, Tell]) -> None:
        self._parts, self._clock, self._tell = parts, clock, tell
        self._due = asyncio.Event()

    def nudge(self) -> None:
        """Something was published."""
        self._due.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._due.clear()
            try:
                await self.round()
            except (DatabaseDownError, TooBusyError) as error:
                log.warning("results wait: %s", type(error).__name__)
            try:
                await asyncio.wait_for(self._due.wait(), BEAT)
            except TimeoutError:
                continue

    async def round(self) -> None:
        """Tells everybody who is due now."""
        done = await results_told(self._parts, self._clock.now())
        for committed in done.committed:
            if tell := self._tell.get(committed.case.address.channel):
                tell(committed)
        if done.count:
            told = ", ".join(f"{n} {what}" for what, n in sorted(done.count.items()))
            log.info("results: %s", told)
