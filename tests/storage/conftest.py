"""A store over a fresh database, on each engine that production uses."""

import itertools
from collections.abc import AsyncIterator, Iterator

import pytest

from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Store

MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def ids() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
async def store(database_url: str, ids: Iterator[int]) -> AsyncIterator[Store]:
    migrate(database_url)
    opened = Store(database_url, MASTER, ids.__next__)
    yield opened
    await opened.close()
