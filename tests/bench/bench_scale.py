"""A turn among 100,000 stored applicants against one among 100: the bar is 1.2 times."""

import asyncio
import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.channels.telegram.limits import CAPABILITIES, CHANNEL, RATE
from conversations.dialog.event import Inbound, Typed
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Store
from tests.bench.telegram.postgres import started as postgres
from tests.conversations.dialog.talk import OPEN, dialog, edition, started
from tests.storage.crowd import Crowd, person
from tests.storage.test_plans import analyse

FEW, MANY, PAIRS = 100, 100_000, 7
PEOPLE, TURNS = 100, 4
MASTER = MasterKey(bytes(range(32)))
SLUG = edition().posting.slug
_ids = itertools.count(1)
_events = itertools.count(1)


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Two empty ones of the same kind, on one server."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'few.sqlite3'}", f"sqlite:///{folder / 'many.sqlite3'}"
        return
    with postgres(folder) as service:
        assert service is not None
        engine = create_engine(service.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE many"))
        engine.dispose()
        many = make_url(service.address).set(database="many")
        yield service.address, many.render_as_string(hide_password=False)


def fill(url: str, count: int) -> None:
    migrate(url)
    talk = started()
    Crowd(SLUG, talk.turn, OPEN).fill(url, MASTER, _ids.__next__, count)
    analyse(url)


async def talk_of(parts: Parts, number: int) -> None:
    """Some turns of one person, each with its message settled as sent."""
    store = parts.store
    for _ in range(TURNS):
        said = Typed("ringkasan")
        event = Inbound(f"event {next(_events)}", person(number), said, OPEN)
        committed = await message_received(event, parts, OPEN)
        for delivery in await store.deliveries(committed):
            store.settle(delivery, delivery.settled("sent", OPEN, sent_id="1"))


async def a_sample(url: str, folder: str) -> float:
    """Seconds of a turn: a process that knows nobody yet serves the same number of people."""
    store = Store(url, MASTER, _ids.__next__)
    parts = Parts(
        store,
        dialog(),
        SLUG,
        {CHANNEL: CAPABILITIES},
        store.documents(Blobs(f"file://{folder}/blobs")),
    )
    began = perf_counter()
    await asyncio.gather(*(talk_of(parts, number) for number in range(PEOPLE)))
    await store.claim(CHANNEL, RATE, 100, OPEN)
    spent = perf_counter() - began
    await store.close()
    return spent / (PEOPLE * TURNS)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def bench_a_turn_among_many(kind: str) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="scale-") as folder,
        databases(kind, Path(folder)) as (few, many),
    ):
        fill(few, FEW)
        fill(many, MANY)
        for url in (few, many):
            asyncio.run(a_sample(url, folder))
        pairs = [
            (asyncio.run(a_sample(few, folder)), asyncio.run(a_sample(many, folder)))
            for _ in range(PAIRS)
        ]
    one, other = (median(pair[at] for pair in pairs) * 1e3 for at in (0, 1))
    ratio = median(many / few for few, many in pairs)
    print(f"\n{kind:12} a turn with {FEW} stored {one:7.3f} ms, with {MANY:,} {other:7.3f} ms")
    print(f"{'':12} ratio {ratio:.2f} (median of {PAIRS} pairs; the bar is 1.2)")
