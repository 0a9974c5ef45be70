"""What runs beside the talk: erasing who asked, sealing the audit, each night whose time is over.

One process does it for all. Before anybody is served, whoever was erased and came back with a
restored backup is erased again.
"""

import asyncio
import logging
from collections import Counter
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.settings import Settings
from bot.supervise import Work
from conversations.posting.privacy import Privacy, kept_until
from handlers.parts import Parts
from storage.blobs import Blobs, BlobsDownError
from storage.erasing import Order
from storage.retention import Limits
from storage.writer import DatabaseDownError

BEAT = 3.0
PATIENCE = 15.0
"""Seconds for reading who was erased, before anybody is served."""
NIGHT = 2
"""The hour, where the posting is, at which the nightly work begins."""
KINDS = ("declined", "unfinished", "sent", "chosen")
log = logging.getLogger(__name__)


async def rights_works(
    settings: Settings, parts: Parts, clock: Clock, role: str
) -> dict[str, Work]:
    """For `build_app`, before it serves. Where the list of who was erased cannot be read the talk
    goes on all the same, and `run` makes up for it; restoring a backup is not done without it.
    """
    work = RightsWork(parts, clock, Blobs(settings.blob_url))
    try:
        await asyncio.wait_for(work.replay(), PATIENCE)
    except (BlobsDownError, DatabaseDownError, TimeoutError) as error:
        log.warning("who was erased is not known yet: %s", type(error).__name__)
    return {} if role == "web" else {"rights": work.run}


class RightsWork:
    """`run` is its life."""

    def __init__(self, parts: Parts, clock: Clock, blobs: Blobs) -> None:
        self._parts, self._clock = parts, clock
        self._rights = parts.store.rights
        self._erasing = self._rights.erasing(blobs)
        self._seen_to: datetime | None = None
        self._replayed = False

    async def replay(self) -> None:
        """Erases again whoever a restored backup brought back."""
        if back := await self._erasing.replay(self._clock.now()):
            log.warning("a backup brought back %d who were erased: they are erased again", back)
        self._replayed = True

    async def run(self) -> None:
        """Until cancelled."""
        async with self._parts.store.leading("rights"):
            while True:
                try:
                    await self.round()
                except (DatabaseDownError, BlobsDownError) as error:
                    log.warning("erasing and sealing wait: %s", type(error).__name__)
                await asyncio.sleep(BEAT)

    async def round(self) -> None:
        """Everything that is due."""
        now = self._clock.now()
        if not self._replayed:
            await self.replay()
        if persons := await self._erasing.due(now):
            count = await self._erasing.erase(Order(persons, "asked", "pandu"), now)
            log.info("erased on request: %d", count)
        await self._erasing.finish(now)
        await self._erasing.settle_withdrawals(now)
        if await self._is_night(now):
            await self.night(now)
        await self._rights.chain.seal(now)

    async def night(self, now: datetime) -> Counter[str]:
        """Erases whose time is over; returns and reports how much it was."""
        limits, counts = self._limits(now), Counter[str]()
        for kind in KINDS:
            while persons := await self._rights.retention.over(kind, limits):
                order = Order(persons, "retention", "pandu", kind)
                counts[kind] += await self._erasing.erase(order, now)
        counts["documents"] = await self._rights.retention.let_documents_go(limits)
        counts["traces"] = await self._rights.retention.let_traces_go(limits)
        if not await asyncio.to_thread(self._rights.rewrite_keys):
            log.warning("the table of keys could not be written anew")
        await self._rights.retention.report(counts, now)
        log.info("the night: %s", ", ".join(f"{kind} {count}" for kind, count in counts.items()))
        return counts

    async def _is_night(self, now: datetime) -> bool:
        """Has the last night not been seen to?"""
        night = self._night_before(now)
        if self._seen_to != night:
            last = await self._rights.retention.last_run()
            if last is None or last < night:
                return last is not None
            self._seen_to = night
        return False

    def _night_before(self, now: datetime) -> datetime:
        local = now.astimezone(self._parts.dialog.edition.posting.tz)
        begins = local.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
        return begins if begins <= local else begins - timedelta(days=1)

    def _limits(self, now: datetime) -> Limits:
        edition = self._parts.dialog.edition
        posting, privacy = edition.posting, edition.privacy
        kinds = ("unfinished", "sent", "chosen", "documents")
        due = frozenset(kind for kind in kinds if kept_until(privacy, posting, kind) <= now)
        return Limits(posting.slug, now, due, _days(privacy, "declined"), _days(privacy, "traces"))


def _days(privacy: Privacy, kind: str) -> timedelta:
    return timedelta(days=getattr(privacy.keep, kind))
