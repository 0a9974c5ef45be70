"""The post of one channel: sends what is leased to this process, and takes up what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from time import monotonic

from bot.clock import Clock
from bot.delivery.bulk import Bulk
from bot.delivery.outcome import Outcome
from conversations.broadcast.forecast import bulk_rate
from storage.delivery import Delivery
from storage.store import Committed, Store
from storage.writer import DatabaseDownError

Send = Callable[[Delivery], Awaitable[Outcome]]
BEAT = 1.0
MOST_AT_ONCE = 100
FRESH = 1.5
"""Seconds: an attempt that begins later might still run when its lease is over."""
_AGED = Outcome("waiting", reason="lease aged")
log = logging.getLogger(__name__)


class Post:
    """`run` is its life: started once, cancelled at the end. `rate` is messages a second of what
    was not sent at once; replies go out at once and are only held by a pause. What goes to many is
    for `bulk`.
    """

    doubt = 0
    """Milliseconds: an attempt that a crash cut off is repeated so much later, where the channel
    may tell meanwhile what became of it.
    """

    def __init__(self, channel: str, send: Send, store: Store, clock: Clock, rate: int) -> None:
        self.channel, self._send, self._store = channel, send, store
        self._clock, self._rate = clock, rate
        self.bulk = Bulk(channel, bulk_rate(rate), store, clock, self._start_one)
        self._due = asyncio.Event()
        self._going: set[asyncio.Task[None]] = set()

    def reply(self, committed: Committed) -> None:
        """Sends a turn's messages at once, after everything earlier at this address."""
        if committed.lease:
            self._start(self._reply(committed))
        elif committed.turn and committed.turn.messages:
            self._due.set()

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._run())
            group.create_task(self.bulk.run())

    async def _run(self) -> None:
        """Takes up due messages at each beat or when called; attends to leases that ran out."""
        swept = -BEAT
        while True:
            try:
                if monotonic() - swept >= BEAT:
                    await self._store.sweep(self.channel, self._clock.now(), self.doubt)
                    swept = monotonic()
                await self.take_up()
            except DatabaseDownError:
                log.warning("the database is down: nothing is taken up")
            await self._next_beat()

    async def drain(self) -> None:
        """Waits for what is on its way."""
        while self._going:
            await asyncio.wait(self._going)

    async def take_up(self) -> None:
        """Everything that is due now is on its way when this returns."""
        while True:
            room = MOST_AT_ONCE - len(self._going)
            found = await self._store.claim(self.channel, self._rate, room, self._clock.now())
            for delivery in found:
                self._start(self._deliver([delivery]))
            if not found or len(found) < room:
                return

    async def _next_beat(self) -> None:
        try:
            await asyncio.wait_for(self._due.wait(), BEAT)
        except TimeoutError:
            return
        self._due.clear()

    def _start_one(self, delivery: Delivery) -> asyncio.Task[None]:
        return self._start(self._deliver([delivery]))

    def _start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._going.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._going.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a delivery failed: %s", type(error).__name__)

    async def _reply(self, committed: Committed) -> None:
        await self._deliver(await self._store.deliveries(committed))

    async def _deliver(self, deliveries: Sequence[Delivery]) -> None:
        """One person's messages in order; after one that must wait, the rest waits too."""
        held, begun = None, monotonic()
        for delivery in deliveries:
            if monotonic() - begun > FRESH:
                held = held or _AGED
            outcome = held or await self._send(delivery)
            self._settle(delivery, outcome)
            if outcome.pause:
                await self._store.pause(self.channel, outcome.pause)
            if outcome.blocked:
                await self._store.block(delivery.address, self._clock.now())
            if outcome.blocked or outcome.status == "waiting":
                held = outcome
        if deliveries and deliveries[0].trail.open:
            self._due.set()

    def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        self._store.settle(
            delivery,
            delivery.settled(
                outcome.status,
                self._clock.now(),
                sent_id=outcome.sent_id,
                reason=outcome.reason,
                delay=outcome.delay,
            ),
        )
