"""Attends to announcements, in one process at a time: begins what is due, feeds the outbox, holds
what fails, and ends what is through.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from conversations.dialog.event import Address
from handlers.broadcast_due import (
    Fed,
    broadcast_begins,
    broadcast_ended,
    broadcast_fed,
    broadcast_too_late,
    broadcast_watched,
)
from handlers.broadcast_posted import Post, broadcast_posted
from handlers.parts import Parts
from storage.broadcasts import Broadcast
from storage.writer import DatabaseDownError

BEAT = 1.0
FULL = 0.2
"""Seconds until the outbox has room again, while something goes out."""
LOOK_EVERY = timedelta(seconds=2)
NAME = "broadcasts"
NOTHING = Fed()
Look = Callable[[Address], None]
log = logging.getLogger(__name__)


def _nobody(_address: Address) -> None:
    """No page is open in this process."""


class Broadcasting:
    """`run` is its life. `post` shows a message in the agency's own channel, where there is one;
    `look` tells an open page that there is something to fetch.
    """

    def __init__(
        self, parts: Parts, clock: Clock, post: Post | None = None, look: Look = _nobody
    ) -> None:
        self._parts, self._clock, self.post, self.look = parts, clock, post, look
        self._looked: dict[str, datetime] = {}

    async def run(self) -> None:
        """Until cancelled; only one process does this, whichever comes first."""
        async with self._parts.store.leading(NAME):
            while True:
                try:
                    busy = await self.round()
                except DatabaseDownError:
                    log.warning("the database is down: announcements wait")
                    busy = False
                await asyncio.sleep(FULL if busy else BEAT)

    async def round(self) -> bool:
        """What is to be done now; True while something goes out."""
        found = await self._parts.store.announcing.open(self._parts.slug)
        for each in found:
            try:
                await self._attend(each)
            except DatabaseDownError:
                raise
            except Exception as error:
                log.exception("an announcement failed: %s", type(error).__name__)
        return any(each.status == "going" for each in found)

    async def _attend(self, each: Broadcast) -> None:
        now = self._clock.now()
        if each.status == "scheduled":
            if each.starts_at and each.starts_at <= now:
                begun = await broadcast_begins(each, self._parts, now)
                log.info("announcement %s %s", each.code, "begins" if begun else "is held")
            return
        if self._is_time(each, now) and await broadcast_watched(each, self._parts, now):
            log.warning("announcement %s is paused: too many messages are refused", each.code)
            return
        if each.not_after <= now:
            await broadcast_too_late(each, self._parts, now)
        if self.post:
            await broadcast_posted(each, self._parts, self.post, now)
        fed = await broadcast_fed(each, self._parts, now)
        for address in fed.pages:
            self.look(address)
        if fed == NOTHING and await broadcast_ended(each, self._parts, self._clock.now()):
            self._looked.pop(each.code, None)
            log.info("announcement %s is through", each.code)

    def _is_time(self, each: Broadcast, now: datetime) -> bool:
        """To look how it fares, which reads all its messages."""
        if now - self._looked.get(each.code, each.created_at) < LOOK_EVERY:
            return False
        self._looked[each.code] = now
        return True
