"""Applicants who do not exist: each with days of coming, answers by chance, and wishes."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from conversations.dialog.event import Address, Filed, Inbound, LookedAt, Opened, Pressed, Said
from conversations.dialog.event import Typed as Words
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from handlers.stopped import stopped
from tests.conversations.dialog.talk import edition
from tests.faults.person import WORDS
from tests.time_machine.machine import SLUG, Worker

FIRST = datetime.fromisoformat("2025-12-17T18:00+07:00")
DAYS = 6
SLOTS = [slot.id for slot in edition().posting.slots]
ZONES = ("", "", "", "Asia/Makassar", "Asia/Jayapura")


class Person(Struct):
    """`stopped` and `sent` are since when, by the world's clock; `visits` are still to come."""

    name: str
    address: Address
    chance: random.Random
    visits: list[datetime]
    zone: str = ""
    rhythm: str = "normal"
    events: int = 0
    cursor: int = 0
    papers: int = 0
    came: datetime | None = None
    consented: datetime | None = None
    stopped: datetime | None = None
    sent: datetime | None = None
    shown: list[Message] = field(default_factory=list)

    @property
    def next(self) -> datetime:
        return self.visits[0] if self.visits else datetime.max.replace(tzinfo=FIRST.tzinfo)


def crowd(count: int, chance: random.Random) -> list[Person]:
    """Most use Telegram; some come early, some on the last day."""
    return [_person(number, random.Random(chance.randrange(2**32))) for number in range(count)]


def _person(number: int, chance: random.Random) -> Person:
    channel = "webchat" if number % 5 == 0 else "telegram"
    begin = _at(FIRST + timedelta(days=DAYS) * chance.random() ** 1.5)
    later = timedelta(days=14) - (begin - FIRST)
    visits = sorted(_at(begin + later * chance.random() ** 2) for _ in range(chance.randrange(3)))
    name = str(1_000 + number)
    return Person(
        name, Address(channel, name), chance, [begin, *visits], chance.choice(ZONES),
        chance.choice(("normal", "normal", "normal", "few", "paused")),
    )  # fmt: skip


def _at(moment: datetime) -> datetime:
    """People come at ten past, many at once, and not at the minute of an occasion."""
    return moment.replace(minute=10, second=0, microsecond=0)


async def visit(person: Person, workers: list[Worker]) -> None:
    """Some turns now, each at any of the workers: a page looks first at what came."""
    person.visits.pop(0)
    now = workers[0].world.clock.now()
    if person.address.channel == "webchat" and person.came:
        person.cursor = await workers[0].fetch(person.address, person.cursor)
    for said in _script(person, now):
        await _say(person, said, workers)
    await _wish(person, workers[0], now)
    if person.address.channel == "webchat":
        person.cursor = await workers[0].fetch(person.address, person.cursor)


def _script(person: Person, now: datetime) -> Iterator[Said]:
    if person.came is None:
        person.came = now
        yield Opened("id")
        if person.chance.random() < 0.1:
            return  # only looked
        yield from _pressed(person, "Setuju", "Sudah saya baca")
    for _ in range(person.chance.randrange(1, 4)):
        yield _something(person)
    if person.consented and person.chance.random() < 0.3:
        yield from _upload(person)


FOR_GOOD = ("withdraw", "sent", "eras")
"""Buttons that end what is simulated."""


def _pressed(person: Person, *labels: str) -> Iterator[Said]:
    for label in labels:
        yield Pressed(next(c.token for m in person.shown for c in m.choices if c.label == label))


def _something(person: Person) -> Said:
    """An answer of the kind that is asked, or a button by chance."""
    last = person.shown[-1] if person.shown else None
    if last and last.field in WORDS and person.chance.random() < 0.8:
        return Words(WORDS[last.field])
    found = [choice.token for message in person.shown for choice in message.choices]
    kept = [each for each in found if not any(word in each for word in FOR_GOOD)]
    if kept and person.chance.random() < 0.8:
        return Pressed(person.chance.choice(kept))
    return Words(person.chance.choice(("lanjut", "syaratnya apa saja?", "berkas", "ya")))


def _upload(person: Person) -> Iterator[Said]:
    person.papers += 1
    number = int(person.name) * 100 + person.papers
    slot = person.chance.choice(SLOTS)
    yield Filed(document=number, name=f"{slot}.pdf", size=9_000, slot=slot)
    yield LookedAt(document=number, kind="pdf", pages=1)


async def _say(person: Person, said: Said, workers: list[Worker]) -> None:
    """Dropped on the way and sent again, or delivered twice, now and then."""
    person.events += 1
    now = workers[0].world.clock.now()
    late = timedelta(minutes=person.chance.choice((0, 0, 0, 5)))
    event = Inbound(f"{person.name}-{person.events}", person.address, said, now - late)
    worker = person.chance.choice(workers)
    committed = await worker.hear(event)
    assert committed.turn is not None
    person.shown = list(committed.turn.messages)
    if committed.turn.state.consent and not person.consented:
        person.consented = now
    if person.chance.random() < 0.1:
        again = await person.chance.choice(workers).hear(event)
        assert again.result == "repeat"


async def _wish(person: Person, worker: Worker, now: datetime) -> None:
    """What they chose, once: their zone and rhythm; later that they sent the form, or to stop."""
    if not person.consented or person.stopped:
        return
    changes: dict[str, str] = {}
    if person.consented == now:
        changes = {"zone": person.zone, "reminders": person.rhythm}
    dice = person.chance.random()
    if 0.15 <= dice < 0.4 and not person.sent:
        changes["form_sent"], person.sent = now.isoformat(), now
    if changes:
        await _set(person, worker, changes, now)
    if dice < 0.15:
        await stopped(person.address, worker.parts, now)
        person.stopped = now


async def _set(person: Person, worker: Worker, changes: dict[str, str], now: datetime) -> None:
    person.events += 1
    event = Inbound(f"{person.name}-{person.events}", person.address, Words("pengingat"), now)
    for _ in range(3):
        case = await worker.store.case_of(person.address, SLUG, now)
        turn = Turn(replace(case.state, **changes))
        if (await worker.store.commit(case, event, turn, now)).result == "done":
            return
    raise AssertionError(person.name)
