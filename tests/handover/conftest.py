"""An applicant in a talk, and people of the staff, on a clock that tests move."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest

from conversations.dialog.event import Address, Inbound, Opened, Said, Typed
from storage.migrate import migrate
from storage.staff import Member
from storage.store import Committed
from tests.time_machine.machine import SLUG, FastClock, Worker, World

MORNING = datetime.fromisoformat("2025-12-18T10:00+07:00")
Says = Callable[..., Awaitable[Committed]]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """On SQLite: what the statements do on each engine is tested with the storage."""
    url = f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    migrate(url)
    return World(url, tmp_path, FastClock(MORNING), Random(1))


@pytest.fixture
def says(worker: Worker) -> Says:
    """Somebody says something, as its channel does it."""
    numbers = count(1)

    async def say(
        said: Said | str, who: str = "rina", channel: str = "telegram", by: Worker = worker
    ) -> Committed:
        event = Typed(said) if isinstance(said, str) else said
        now = by.world.clock.now()
        inbound = Inbound(f"{who} {next(numbers)}", Address(channel, who), event, now)
        return await by.hear(inbound)

    return say


@pytest.fixture
async def asking(says: Says) -> int:
    """Rina agreed and asked for staff; the number of her case."""
    await says(Opened("id"))
    await says("setuju")
    await says("sudah saya baca")
    await says("bicara dengan petugas")
    committed = await says("ya")
    assert committed.turn
    assert committed.turn.state.with_staff.since
    return committed.case.id


def member(worker: Worker, name: str, *roles: str, telegram: str = "") -> Member:
    people = worker.store.desk.people
    chosen = frozenset(roles or ("verifier",))
    return people.add(name, chosen, worker.world.clock.now(), telegram)


async def screen(worker: Worker, who: str = "rina") -> str:
    """Where the talk of somebody stands."""
    case = await worker.store.case_of(Address("telegram", who), SLUG, worker.world.clock.now())
    return case.state.asked.screen
