"""A selection over a database with three of the staff: on SQLite from a copy, or on each engine."""

import itertools
import random
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, insert

from bot.channels.email.limits import CAPABILITIES as MAIL
from storage.migrate import migrate
from storage.schema_staff import staff
from storage.store import Store
from tests.reminders.conftest import EVENING, comes  # noqa: F401 - a fixture
from tests.selection.agency import Agency
from tests.selection.world import Scene
from tests.storage.conftest import MASTER
from tests.time_machine.machine import CHANNELS, FastClock, Worker, World


@pytest.fixture
def ids() -> Iterator[int]:
    return itertools.count(1000)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that nothing happened in yet."""
    path = tmp_path_factory.mktemp("selection") / "empty.sqlite3"
    prepare(f"sqlite:///{path}")
    return path


@pytest.fixture
async def scene(empty: Path, tmp_path: Path, ids: Iterator[int]) -> AsyncIterator[Scene]:
    url = copied(empty, tmp_path)
    store = Store(url, MASTER, ids.__next__)
    yield Scene(store, url)
    await store.close()


@pytest.fixture
async def each_scene(database_url: str, ids: Iterator[int]) -> AsyncIterator[Scene]:
    """On each engine that production uses."""
    prepare(database_url)
    opened = Store(database_url, MASTER, ids.__next__)
    yield Scene(opened, database_url)
    await opened.close()


@pytest.fixture
def world(empty: Path, tmp_path: Path) -> World:
    url = copied(empty, tmp_path)
    return World(url, tmp_path, FastClock(EVENING), random.Random(1))


@pytest.fixture
async def worker(world: World) -> AsyncIterator[Worker]:
    made = Worker(world)
    made.parts = replace(
        made.parts, channels={**CHANNELS, "email": MAIL}, home="https://pandu.test"
    )
    yield made
    await made.store.close()


@pytest.fixture
def agency(worker: Worker) -> Agency:
    return Agency(worker)


def prepare(url: str) -> None:
    migrate(url)
    staffed(url)


def staffed(url: str) -> None:
    """Three of the staff."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for number, name in ((1, "Sari"), (2, "Tono"), (3, "Umi")):
            row = {"id": number, "name": name, "roles": "approver selector", "created_at": 1}
            connection.execute(insert(staff), row)
    engine.dispose()


def copied(empty: Path, to: Path) -> str:
    """The URL of a copy."""
    for ending in ("", ".keys"):
        shutil.copy(f"{empty}{ending}", to / f"pandu.sqlite3{ending}")
    return f"sqlite:///{to / 'pandu.sqlite3'}"
