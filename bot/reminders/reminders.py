"""Says what is due: at its time, at each beat, and as soon as somebody nudges."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.reminders.waking import Waking
from conversations.schedule.revision import all_times, dates_of
from handlers.message_received import TooBusyError
from handlers.occasion_due import Happened, occasion_due
from handlers.parts import Parts
from storage.due import Due
from storage.planning import Dates
from storage.store import Committed
from storage.writer import DatabaseDownError

AT_ONCE = 100
Tell = Callable[[Committed], None]
log = logging.getLogger(__name__)


class Reminders:
    """`run` is its life. `tell` is called with turns, by channel."""

    def __init__(self, parts: Parts, clock: Clock, tell: dict[str, Tell]) -> None:
        self._parts, self._clock, self._tell = parts, clock, tell
        self._planning, self._due = parts.store.planning(), asyncio.Event()
        self._deaf = [name for name, can in parts.channels.items() if not can.can_push]

    def nudge(self) -> None:
        """Something may be due: the time has come, or moved."""
        self._due.set()

    async def run(self) -> None:
        """Until cancelled."""
        with Waking(self.nudge) as waking:
            while True:
                self._due.clear()
                try:
                    await self.round()
                    waking.wake_in(await self._left())
                except DatabaseDownError:
                    log.warning("the database is down: nothing is reminded of")
                await self._due.wait()

    async def round(self) -> Counter[str]:
        """Plans for who is new, says everything that is due; returns what became of it."""
        now, parts = self._clock.now(), self._parts
        dates = dates_of(parts.dialog.edition)
        await self._planning.plan(
            Dates(parts.slug, dates.number, dates.since), self._timetable, now
        )
        for channel in self._deaf:
            await self._planning.cancel_late(channel, now)
        count: Counter[str] = Counter()
        while found := await self._planning.claim(parts.slug, AT_ONCE, self._clock.now()):
            count.update(await asyncio.gather(*(self._attend(due) for due in found)))
        if count:
            log.info("occasions: %s", ", ".join(f"{n} {what}" for what, n in sorted(count.items())))
        return count

    async def _attend(self, due: Due) -> str:
        """One row; what fails of it is found again once its lease is over."""
        try:
            happened = await occasion_due(due, self._parts, self._clock.now())
        except (DatabaseDownError, TooBusyError) as error:
            log.warning("an occasion waits: %s", type(error).__name__)
            return "waiting"
        except Exception as error:
            log.exception("an occasion failed: %s", type(error).__name__)
            return "failed"
        self._told(happened)
        return f"{happened.result} {happened.reason}".strip()

    def _told(self, happened: Happened) -> None:
        committed = happened.committed
        if committed and (tell := self._tell.get(committed.case.address.channel)):
            tell(committed)

    def _timetable(self, zone: str) -> Sequence[tuple[str, datetime, datetime]]:
        times = all_times(self._parts.dialog.edition, zone)
        return [(each.occasion.name, each.due, each.until) for each in times]

    async def next_due(self) -> datetime | None:
        """When the next row is due (UTC)."""
        return await self._planning.next_due(self._parts.slug)

    async def _left(self) -> timedelta | None:
        at = await self.next_due()
        return None if at is None else at - self._clock.now()
