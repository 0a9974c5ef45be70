"""Updates that the bot has not yet confirmed, and the long poll that waits for them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.telegram_server.changes import Changes
from tests.telegram_server.clock import Clock
from tests.telegram_server.refusals import TERMINATED

DAY = 86_400
QUERY_SECONDS = 150
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
QueueKey = tuple[str, int]


@dataclass(slots=True, frozen=True)
class Waiting:
    """One update, the queue in which it keeps its order, and when it lapses."""

    id: int
    kind: str
    body: dict[str, Any]
    queue: QueueKey
    lapses: float


@dataclass(slots=True)
class Pending:
    """All unconfirmed updates in order of their numbers."""

    clock: Clock
    allowed: list[str] = field(default_factory=list)
    updates: dict[int, Waiting] = field(default_factory=dict)
    made: list[Waiting] = field(default_factory=list)
    on_update: Callable[[Waiting], None] | None = None
    numbers: "count[int]" = field(default_factory=lambda: count(100_001))
    polled: Changes = field(default_factory=Changes)
    _poller: "asyncio.Future[None] | None" = None

    def add(self, kind: str, content: dict[str, Any], queue: QueueKey) -> Waiting | None:
        """Queue an update; None where the bot has not subscribed to its kind."""
        if not self.wanted(kind):
            return None
        number = next(self.numbers)
        life = QUERY_SECONDS if kind == "callback_query" else DAY
        body = {"update_id": number, kind: content}
        waiting = Waiting(number, kind, body, queue, self.clock.now() + life)
        self.updates[number] = waiting
        self.made.append(waiting)
        self._arrived(waiting)
        return waiting

    def wanted(self, kind: str) -> bool:
        """Tell whether the bot gets updates of this kind."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def _arrived(self, waiting: Waiting) -> None:
        if self.on_update is not None:
            self.on_update(waiting)
        elif self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def confirm_before(self, offset: int) -> None:
        """Forget every update below the offset; a negative one keeps only so many last ones."""
        if offset < 0:
            offset = ([*self.updates][offset:] or [0])[0]
        for number in [number for number in self.updates if number < offset]:
            del self.updates[number]

    def fresh(self, limit: int) -> list[dict[str, Any]]:
        """Return the first updates that have not lapsed."""
        now = self.clock.now()
        for number in [number for number, kept in self.updates.items() if kept.lapses <= now]:
            del self.updates[number]
        return [kept.body for kept in list(self.updates.values())[:limit]]

    async def poll(self, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Return updates, waiting for the first; a poll that already waits gets a conflict."""
        self.interrupt()
        if (found := self.fresh(limit)) or seconds <= 0:
            return found
        self._poller = poller = asyncio.get_running_loop().create_future()
        self.polled.happened()
        try:
            await asyncio.wait_for(poller, seconds)
        except TimeoutError:
            return []
        finally:
            if self._poller is poller:
                self._poller = None
        return self.fresh(limit)

    async def until_polled(self) -> None:
        """Wait until a long poll waits for updates."""
        await self.polled.until(lambda: self._poller)

    def interrupt(self) -> None:
        """End the poll that waits, if any, with the platform's conflict."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(TERMINATED)
        self._poller = None
