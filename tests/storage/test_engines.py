"""Databases are opened durable, and so that readers never wait for the writer."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.engines import Engines, keys_url, open_engine
from storage.migrate import migrate
from storage.schema import addresses, applicants

PERSON = {"id": 7, "created_at": 1}


@pytest.mark.parametrize(
    ("url", "keys"),
    [
        ("sqlite:////data/pandu.sqlite3", "sqlite:////data/pandu.sqlite3.keys"),
        ("sqlite:///data/a b.db", "sqlite:///data/a b.db.keys"),
        ("sqlite://", "sqlite://"),
        ("postgresql+psycopg://u:p%40@db/pandu", "postgresql+psycopg://u:p%40@db/pandu"),
    ],
)
def test_the_keys_lie_in_a_file_of_their_own(url: str, keys: str) -> None:
    assert keys_url(url) == keys


@pytest.fixture
def engines(database_url: str) -> Iterator[Engines]:
    migrate(database_url)
    opened = Engines(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engines]:
    url = f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    migrate(url)
    opened = Engines(url)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)],
)
@pytest.mark.parametrize("role", ["write", "read", "keys"])
def test_sqlite_writes_through_to_the_disk(
    sqlite: Engines, role: str, pragma: str, value: object
) -> None:
    engine: Engine = getattr(sqlite, role)
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def count(connection: Connection) -> int:
    return len(connection.execute(select(applicants.c.id)).all())


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_its_work(engines: Engines) -> None:
    with engines.write.connect() as writing:
        with writing.begin():
            writing.execute(insert(applicants), PERSON)
            with engines.read.connect() as reading:
                assert count(reading) == 0
        with engines.read.connect() as reading:
            assert count(reading) == 1


def test_a_reader_keeps_what_it_saw(sqlite: Engines) -> None:
    with sqlite.read.connect() as reading:
        assert count(reading) == 0
        with sqlite.write.begin() as writing:
            writing.execute(insert(applicants), PERSON)
        assert count(reading) == 0


def test_a_writer_of_sqlite_has_its_lock_from_the_beginning(sqlite: Engines) -> None:
    with sqlite.write.begin(), sqlite.write.connect() as second:
        raw = second.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA busy_timeout=1")
        with pytest.raises(OperationalError, match="locked"):
            second.begin()


def test_nobody_is_stored_without_whom_they_belong_to(engines: Engines) -> None:
    row = {
        "id": 1,
        "applicant_id": 99,
        "channel": "telegram",
        "lookup": bytes(16),
        "sealed_id": b"x",
        "blocked_at": 0,
        "created_at": 1,
    }
    with pytest.raises(IntegrityError), engines.write.begin() as connection:
        connection.execute(insert(addresses), row)


def test_one_process_takes_few_connections_of_a_server(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    assert engine.pool.status().startswith("Pool size: 4 ")
    with ExitStack() as held:
        for _ in range(4):
            held.enter_context(engine.connect())
        assert "Current Overflow: 0 " in engine.pool.status()
    engine.dispose()
