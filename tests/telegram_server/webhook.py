"""Deliveries to the bot's webhook: ordered in each queue, repeated until they are taken."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec

from tests.telegram_server.params import Params
from tests.telegram_server.pending import Pending, QueueKey, Waiting
from tests.telegram_server.refusals import Refusal

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_WAIT = 60.0
LONGEST_RETRY_AFTER = 3600
Perform = Callable[[str, Params], Awaitable[object]]


@dataclass(slots=True)
class Target:
    """Where updates go, and how they fared."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


@dataclass(slots=True)
class Attempt:
    """One delivery of one update, for tests that count them. Status 0: no reply."""

    update_id: int
    status: int


@dataclass(slots=True)
class Courier:
    """Carries updates to the webhook. `pace` scales its waits, so that tests need not sit them out.

    Each queue has one update on its way at a time: queues are chats for messages and people for
    pressed buttons, so a press and a message of one person may arrive together.
    """

    pending: Pending
    perform: Perform
    pace: float = 1.0
    target: Target = field(default_factory=Target)
    attempts: list[Attempt] = field(default_factory=list)
    _queues: dict[QueueKey, deque[Waiting]] = field(default_factory=dict)
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))

    def aim(self, target: Target) -> None:
        """Send everything pending, and all that comes, to this address from now on."""
        self._stop_tasks()
        self.target = target
        self._slots = asyncio.Semaphore(target.max_connections)
        self.pending.on_update = self.carry if target.url else None
        if target.url:
            self.pending.interrupt()
            for waiting in list(self.pending.updates.values()):
                self.carry(waiting)

    def carry(self, waiting: Waiting) -> None:
        """Put an update at the end of its queue; start the queue where it stands idle."""
        queue = self._queues.get(waiting.queue)
        if queue is not None:
            queue.append(waiting)
            return
        self._queues[waiting.queue] = deque([waiting])
        task = asyncio.get_running_loop().create_task(self._run(waiting.queue))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def busy(self) -> list["asyncio.Task[None]"]:
        """The queues that are being worked off; each ends when all in it was taken."""
        return list(self._tasks)

    async def repeat(self, update_id: int, times: int = 1) -> list[int]:
        """Post an update again, so many times at once; return the HTTP statuses in any order."""
        again = next(made for made in self.pending.made if made.id == update_id)
        before = len(self.attempts)
        await asyncio.gather(*(self.attempt(again) for _ in range(times)))
        return [made.status for made in self.attempts[before:] if made.update_id == update_id]

    async def close(self) -> None:
        """Stop all deliveries."""
        tasks = self._stop_tasks()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _stop_tasks(self) -> list["asyncio.Task[None]"]:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        self._queues.clear()
        return tasks

    async def _run(self, key: QueueKey) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._queues[key]

    async def _deliver(self, waiting: Waiting) -> None:
        failures = 0
        while waiting.id in self.pending.updates and waiting.lapses > self.pending.clock.now():
            async with self._slots:
                wait = await self.attempt(waiting)
            if wait is None:
                break
            backoff = 0.0 if failures == 0 else min(2.0**failures, LONGEST_WAIT)
            failures += 1
            await asyncio.sleep((wait or backoff) * self.pace)
        self.pending.updates.pop(waiting.id, None)

    async def attempt(self, waiting: Waiting) -> float | None:
        """Post an update once; None when it was taken, else the seconds the bot asks to wait."""
        try:
            async with self._open().post(
                self.target.url, data=msgspec.json.encode(waiting.body), headers=self._headers()
            ) as reply:
                body = await reply.read()
                return await self._heard(waiting, reply, body)
        except (aiohttp.ClientError, TimeoutError) as problem:
            self._failed(waiting, 0, f"Connection failed: {type(problem).__name__}")
            return 0.0

    async def _heard(
        self, waiting: Waiting, reply: aiohttp.ClientResponse, body: bytes
    ) -> float | None:
        if not HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
            said = f"Wrong response from the webhook: {reply.status} {reply.reason}"
            self._failed(waiting, reply.status, said)
            asked = reply.headers.get("Retry-After", "")
            return float(min(int(asked), LONGEST_RETRY_AFTER)) if asked.isdigit() else 0.0
        self.attempts.append(Attempt(waiting.id, reply.status))
        if body and reply.content_type == "application/json":
            await self._obey(body)
        return None

    async def _obey(self, body: bytes) -> None:
        """Perform the method given in the reply; the bot never learns how it went."""
        with contextlib.suppress(msgspec.DecodeError, Refusal):
            values: Any = msgspec.json.decode(body)
            if isinstance(values, dict) and isinstance(values.get("method"), str):
                await self.perform(values.pop("method"), Params(values))

    def _failed(self, waiting: Waiting, status: int, said: str) -> None:
        self.attempts.append(Attempt(waiting.id, status))
        self.target.last_error = said
        self.target.last_error_at = int(self.pending.clock.now())

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.target.secret:
            headers[SECRET_HEADER] = self.target.secret
        return headers

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                connector=aiohttp.TCPConnector(limit=0),
            )
        return self._session
