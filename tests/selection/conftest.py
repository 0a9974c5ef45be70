"""A selection over a database with three of the staff: on SQLite from a copy, or on each engine."""

import itertools
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from storage.migrate import migrate
from storage.schema_staff import staff
from storage.store import Store
from tests.selection.world import Scene
from tests.storage.conftest import MASTER


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
