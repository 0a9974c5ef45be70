"""A posting's applicants and its staff, with all that sends announcements, in one process."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.broadcasts.broadcasting import Broadcasting
from bot.channels.telegram.limits import ALLOWED, capabilities
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.delivery.post import Post
from conversations.broadcast.segment import Segment
from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from handlers.broadcast_approved import broadcast_approved
from handlers.broadcast_moved import When, broadcast_started
from handlers.broadcast_written import Draft, broadcast_of, broadcast_written
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.broadcasts import Broadcast
from storage.delivery import Delivery
from storage.sealing import MasterKey
from storage.staff import Member
from storage.store import Store
from tests.conversations.dialog.talk import dialog
from tests.storage.crowd import Crowd
from tests.time_machine.machine import CHANNELS, MASTER, SLUG, FastClock

NOON = datetime.fromisoformat("2025-12-19T12:00+07:00")
HOUR = timedelta(hours=1)
ALL = frozenset({"broadcaster", "approver"})
AT_ONCE = When(cooling=timedelta(0))
TEXTS = {"id": "Formulir resmi sempat terganggu dan kini sudah dapat dibuka kembali."}
GREETING = Message(1, "hello", "Halo")
EVERYONE = Segment()
Answer = Callable[[Delivery], Outcome]


def sent(_: Delivery) -> Outcome:
    return Outcome("sent", "1")


@dataclass
class Town:
    """`got` is what reached whom, in order; `answer` is the channel's."""

    url: str
    folder: Path
    clock: Clock = field(default_factory=lambda: FastClock(NOON))
    master: MasterKey = MASTER
    rate: int = ALLOWED
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    got: list[tuple[str, str]] = field(default_factory=list)
    answer: Answer = sent

    def open(self) -> None:
        """Inside the event loop."""
        self.store = Store(self.url, self.master, self.ids.__next__)
        self.again()
        self.sari = self.staff("Sari")
        self.budi = self.staff("Budi")

    def again(self) -> None:
        """With the clock and the rate that it has now."""
        documents = self.store.documents(Blobs(f"file://{self.folder}/blobs"))
        home = "https://pandu.example"
        channels = {**CHANNELS, "telegram": capabilities(self.rate)}
        self.parts = Parts(self.store, dialog(), SLUG, channels, documents, home)
        self.post = Post("telegram", self._send, self.store, self.clock, 30_000)
        self.worker = Broadcasting(self.parts, self.clock)

    def staff(self, name: str, roles: frozenset[str] = ALL, telegram: str = "") -> Member:
        return self.store.desk.people.add(name, roles, self.clock.now(), telegram)

    def people(self, count: int, **state: object) -> None:
        """On Telegram, all alike, and agreed to be written to."""
        agreed = State(consent=self.clock.now().isoformat(), seq=1, **state)  # type: ignore[arg-type]  # any of its fields
        Crowd(SLUG, Turn(agreed, (GREETING,)), self.clock.now()).fill(
            self.url, self.master, self.ids.__next__, count
        )

    async def draft(
        self, segment: Segment = EVERYONE, corrects: str = "", until: timedelta = HOUR
    ) -> Broadcast:
        """By Sari."""
        draft = Draft(TEXTS, segment, self.clock.now() + until, corrects)
        request = str(next(self.ids))
        now = self.clock.now()
        return await broadcast_written(draft, self.parts, self.sari, now, request=request)

    async def started(self, segment: Segment = EVERYONE, corrects: str = "") -> Broadcast:
        """Written by Sari, approved by Budi, on its way."""
        return await self.approved(await self.draft(segment, corrects))

    async def approved(self, made: Broadcast) -> Broadcast:
        """By Budi, and on its way."""
        now = self.clock.now()
        await broadcast_approved(made.code, self.parts, self.budi, now)
        return await broadcast_started(made.code, self.parts, self.sari, now, AT_ONCE)

    async def beat(self) -> None:
        """What all works do in a second."""
        self.pass_by(timedelta(seconds=1))
        await self.worker.round()
        await self.post.take_up()
        await self.post.bulk.take_up()
        await self.post.drain()

    def pass_by(self, time: timedelta) -> None:
        """The clock goes on."""
        assert isinstance(self.clock, FastClock)
        self.clock.moment += time

    async def through(self, code: str) -> Broadcast:
        """Until it ended, or was held."""
        while (found := await broadcast_of(code, self.parts)).status in {"scheduled", "going"}:
            await self.beat()
        return found

    def times(self) -> Counter[str]:
        """How often each was told."""
        return Counter(who for who, _ in self.got)

    async def _send(self, delivery: Delivery) -> Outcome:
        outcome = self.answer(delivery)
        if outcome.status in {"sent", "unknown"}:
            self.got.append((delivery.address.external_id, delivery.message.text))
        return outcome


def address(number: int) -> Address:
    return Address("telegram", str(700_000_000 + number))
