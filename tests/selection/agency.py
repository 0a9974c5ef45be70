"""What staff do with results, and what people who talk here say to it."""

from datetime import datetime

import msgspec

from conversations.dialog.event import Address, Inbound, Pressed, Typed
from conversations.dialog.message import Message
from conversations.selection.decision import Decision
from conversations.selection.sheet import Person, Row, Sheet
from conversations.selection.stages import stages_of
from conversations.selection.telling import Invitation
from handlers.result_told import Round, results_told
from storage.selection import List, Order
from storage.selection_import import Taking
from storage.selection_whom import About
from tests.time_machine.machine import SLUG, Worker

DAY = datetime.fromisoformat("2025-12-24T08:00+07:00")
RINA = Person("Rina", "A-1", "rina@example.com")
BUDI = Person("Budi", "A-2", "budi@example.com", "+6281234567890")


class Agency:
    """What the staff do, on the day that the clock shows."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.selection = worker, worker.store.selection
        stages = stages_of(worker.parts.dialog.edition.posting)
        self.about = About(SLUG, stages)

    @property
    def sari(self) -> Order:
        return Order(1, self.worker.world.clock.now())

    def passed(self, stage: int, *people: Person) -> None:
        rows = tuple(Row(at, who, Decision("pass", 8000 - at)) for at, who in enumerate(people, 2))
        self.selection.take(Taking(SLUG, stage, Sheet(rows)), self.sari)

    def published(self, stage: int, invitation: Invitation) -> int:
        texts = msgspec.json.encode(invitation).decode()
        meets = datetime.fromisoformat(invitation.at) if invitation.at else None
        wanted = List(stage, texts, meets, ("email",))
        number = self.selection.freeze(self.about, wanted, self.sari)
        found = self.selection.publication(number)
        assert found
        self.selection.approve(number, found.list_hash, Order(2, self.sari.now))
        self.selection.publish(number, self.sari)
        return number

    async def told(self) -> Round:
        return await results_told(self.worker.parts, self.worker.world.clock.now())

    async def letters(self) -> list[tuple[str, Message]]:
        now = self.worker.world.clock.now()
        found = await self.worker.store.claim("email", 1000, 100, now)
        for each in found:
            self.worker.store.settle(each, each.settled("sent", now))
        await self.worker.store.pause("another channel", 0)
        return [(each.address.external_id, each.message) for each in found]

    async def chat(self) -> list[Message]:
        now = self.worker.world.clock.now()
        found = await self.worker.store.claim("telegram", 1000, 100, now)
        for each in found:
            self.worker.store.settle(each, each.settled("sent", now))
        return [each.message for each in found]


async def pressed(agency: Agency, talk: Address, message: Message, label: str) -> list[Message]:
    """They press a button; returns what is said to it."""
    token = next(choice.token for choice in message.choices if choice.label == label)
    return await said(agency, talk, Pressed(token))


async def said(agency: Agency, talk: Address, what: Pressed | Typed) -> list[Message]:
    now = agency.worker.world.clock.now()
    number = next(agency.worker.world.ids)
    committed = await agency.worker.hear(Inbound(f"rina {number}", talk, what, now))
    assert committed.turn
    return list(committed.turn.messages)
