"""Rows of the outbox in tests: made by turns that are pushed, looked at and changed by SQL."""

from typing import Unpack

from sqlalchemy import create_engine, select, text

from conversations.dialog.event import Address
from storage.delivery import Delivery, Details
from storage.outbox import Status
from storage.schema import outbox
from storage.store import Committed, Store
from tests.storage.talk import NOW, SLUG, answer, inbound

CHANNEL = "telegram"
BUDI = Address(CHANNEL, "budi")
RATE = 1000


async def pushed(store: Store, event_id: str, address: Address = BUDI) -> Committed:
    """One whole event whose reply goes out at once."""
    event = inbound(event_id, address=address)
    async with store.lane(address):
        case = await store.case_of(address, SLUG, NOW)
        return await store.commit(case, event, answer(case.state), NOW, push=True)


async def waiting(store: Store, event_id: str, address: Address = BUDI) -> None:
    """One whole event whose reply waits to be taken up."""
    event = inbound(event_id, address=address)
    async with store.lane(address):
        case = await store.case_of(address, SLUG, NOW)
        await store.commit(case, event, answer(case.state), NOW)


async def claimed(store: Store, most: int = 100) -> list[Delivery]:
    return await store.claim(CHANNEL, RATE, most, NOW)


async def settled(
    store: Store, delivery: Delivery, status: Status, **more: Unpack[Details]
) -> None:
    """Recorded, and committed when this returns."""
    store.settle(delivery, delivery.settled(status, NOW, **more))
    await store.pause("another channel", 0)


def rows(url: str) -> list[tuple[str, int, int]]:
    """Status, lease and attempts of every row, in order."""
    columns = (outbox.c.status, outbox.c.lease, outbox.c.attempts)
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(select(*columns).order_by(outbox.c.case_id, outbox.c.seq)).all()
    engine.dispose()
    return [(row.status, row.lease, row.attempts) for row in found]


def reasons(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        wanted = select(outbox.c.reason).order_by(outbox.c.case_id, outbox.c.seq)
        found = list(connection.execute(wanted).scalars())
    engine.dispose()
    return found


def change(url: str, statement: str) -> None:
    """Does what time or another program would have done."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def run_out(url: str) -> None:
    """Every lease is over."""
    change(url, "UPDATE outbox SET leased_until = 1 WHERE status = 'leased'")
