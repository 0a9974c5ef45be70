"""What tests do with a selection: lists of invented people, decisions, lists that are told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import create_engine, text

from conversations.dialog.message import Message
from conversations.selection.decision import Decision, Outcome
from conversations.selection.difference import Difference
from conversations.selection.sheet import Person, Row, Sheet
from conversations.selection.stages import FINAL, Stages
from storage.selection import List, Order, Selection
from storage.selection_import import Taking
from storage.selection_telling import Letter, Recipient
from storage.selection_whom import About
from storage.store import Store

POSTING = "a-posting"
ABOUT = About(POSTING, Stages(("administrasi", "kompetensi", "wawancara", FINAL)))
NOW = datetime.fromisoformat("2025-12-24T08:00+07:00")
SARI, TONO = Order(1, NOW), Order(2, NOW)
LATER = int((NOW + timedelta(days=30)).timestamp() * 1000)


def person(number: int, **more: str) -> Person:
    """Invented: with a mail address of their own."""
    said = {"name": f"Pelamar {number}", "email": f"p{number}@example.com"} | more
    return Person(**said)


Line = tuple[Person, Outcome, int | None]


class Scene(Struct):
    store: Store
    url: str

    @property
    def selection(self) -> Selection:
        return self.store.selection

    def taking(self, stage: int, *rows: Line) -> Taking:
        lines = [
            Row(at, who, Decision(what, score)) for at, (who, what, score) in enumerate(rows, 2)
        ]
        return Taking(POSTING, stage, Sheet(tuple(lines)))

    def take(self, stage: int, *rows: Line) -> Difference:
        return self.selection.take(self.taking(stage, *rows), SARI)

    def passed(self, stage: int, numbers: Sequence[int]) -> list[int]:
        """These people pass a stage; returns their candidates."""
        self.take(stage, *((person(n), "pass", 80 * 100 + n) for n in numbers))
        return sorted(self.selection.decided(POSTING))

    def published(self, stage: int = 1, ways: Sequence[str] = ("email",)) -> int:
        """Of everybody who passed, released by the second of the staff."""
        number = self.frozen(stage, ways)
        self.approve(number)
        self.selection.publish(number, SARI)
        return number

    def frozen(self, stage: int = 1, ways: Sequence[str] = ("email",)) -> int:
        return self.selection.freeze(ABOUT, List(stage, "{}", None, ways), SARI)

    def approve(self, number: int, order: Order = TONO) -> None:
        found = self.selection.publication(number)
        assert found
        self.selection.approve(number, found.list_hash, order)

    def tell(self, now: datetime = NOW) -> list[Recipient]:
        """Letters for everybody who is due; returns those for whom they were laid."""
        due = self.selection.due(POSTING, 1000)
        free = self.selection.tell([(to, letters(self, to)) for to in due], "result", now)
        return [to for to in due if to.candidate in free]

    async def sent(self, channel: str = "email", now: datetime = NOW) -> list[str]:
        """Takes up what waits and sends it; returns the addresses."""
        found = await self.store.claim(channel, 10_000, 10_000, now)
        for each in found:
            self.store.settle(each, each.settled("sent", now, sent_id="1"))
        await self.store.pause("another channel", 0)
        return [each.address.external_id for each in found]

    def sql(self, statement: str) -> None:
        """Behind the program's back, without anything that a careful program would ask for."""
        engine = create_engine(self.url)
        try:
            with engine.begin() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()


def letters(scene: Scene, to: Recipient) -> list[Letter]:
    who = scene.selection.people([to.candidate])[to.candidate]
    message = Message(0, "result:administrasi", "Bapak/Ibu dinyatakan lulus.")
    return [Letter("email", who.email, message, LATER)] if "email" in to.ways else []
