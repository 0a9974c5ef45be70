"""Pandu's workers on a clock that a test moves: real handlers, storage and delivery."""

import itertools
import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from bot.channels.telegram.limits import CAPABILITIES as TELEGRAM
from bot.channels.webchat.limits import CAPABILITIES as WEBCHAT
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.delivery.post import Post
from bot.reminders.reminders import Reminders
from conversations.dialog.event import Address, Inbound
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.delivery import Delivery
from storage.sealing import MasterKey
from storage.store import Committed, Store
from tests.conversations.dialog.talk import dialog, edition

MASTER = MasterKey(bytes(range(32)))
SLUG = edition().posting.slug
CHANNELS = {"telegram": TELEGRAM, "webchat": WEBCHAT}
NOTICES = ("reminder:", "result:", "amended:")
ENDLESS = 1_000_000


class FastClock(Clock):
    """Stands where it was put."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment


class Got(Struct, frozen=True):
    """A notice that reached a person. `sure`: the channel said so."""

    who: str
    key: str
    at: datetime
    sure: bool = True


class World(Struct):
    """What all workers share. `trouble` is how often of 100 sendings fail or are not known."""

    url: str
    folder: Path
    clock: FastClock
    chance: random.Random
    trouble: int = 0
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    got: list[Got] = field(default_factory=list)
    replies: int = 0

    async def send(self, delivery: Delivery) -> Outcome:
        """The channel: keeps what arrived; now and then it answers late, or not at all."""
        dice = self.chance.randrange(100)
        if dice < self.trouble:
            return Outcome("waiting", reason="busy", delay=0)
        unknown = self.trouble <= dice < self.trouble * 3 // 2
        self._note(delivery, sure=not unknown)
        return Outcome("unknown") if unknown else Outcome("sent", "1")

    def _note(self, delivery: Delivery, *, sure: bool) -> None:
        key = delivery.message.key
        if key.startswith(NOTICES):
            who = delivery.address.external_id
            self.got.append(Got(who, key, self.clock.now(), sure))
        else:
            self.replies += 1


class Worker:
    """One process: made anew after each restart."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.store = Store(world.url, MASTER, world.ids.__next__)
        blobs = Blobs(f"file://{world.folder}/blobs")
        documents = self.store.documents(blobs)
        self.parts = Parts(self.store, dialog(), SLUG, CHANNELS, documents)
        self.post = Post("telegram", world.send, self.store, world.clock, ENDLESS)
        self.reminders = Reminders(self.parts, world.clock, {"telegram": self.post.reply})

    async def hear(self, event: Inbound) -> Committed:
        """As the webhook does."""
        committed = await message_received(event, self.parts, self.world.clock.now())
        if self.parts.channels[event.address.channel].can_push:
            self.post.reply(committed)
            await self.post.drain()
        return committed

    async def fetch(self, address: Address, after: int) -> int:
        """A page looks at what came; returns its new cursor."""
        now = self.world.clock.now()
        entries = await self.store.entries_after(address, SLUG, after, now)
        for entry in entries:
            if entry.message and entry.message.key.startswith(NOTICES):
                self.world.got.append(Got(address.external_id, entry.message.key, now))
        return max((entry.seq for entry in entries), default=after)

    async def deliver(self) -> None:
        """Takes up what waits until nothing is left."""
        before = -1
        while before != (now := len(self.world.got) + self.world.replies):
            before = now
            await self.post.take_up()
            await self.post.drain()

    async def round(self) -> None:
        """What its beat does."""
        await self.reminders.round()
        await self.store.sweep("telegram", self.world.clock.now())
        await self.deliver()
