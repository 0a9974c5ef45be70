"""The writer shares commits, keeps one bad set from its neighbours, and loses no note."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from sqlalchemy import Connection, Engine, event, insert, select, text

from storage.engines import Engines
from storage.keys import KeyStore
from storage.migrate import migrate
from storage.notes import Fetched
from storage.schema import applicants
from storage.writer import MOST, DatabaseDownError, NotStorableError, Writer
from tests.storage.conftest import MASTER


@pytest.fixture
def engines(database_url: str) -> Iterator[Engines]:
    migrate(database_url)
    opened = Engines(database_url)
    yield opened
    opened.close()


@pytest.fixture
async def writer(engines: Engines) -> AsyncIterator[Writer]:
    opened = Writer(engines.write, KeyStore(engines.keys, MASTER))
    yield opened
    await opened.close()


class Commits:
    """How many there were, and a way to hold the first."""

    def __init__(self, engine: Engine) -> None:
        self.count = 0
        event.listen(engine, "commit", self)

    def __call__(self, _connection: Connection) -> None:
        self.count += 1


def person(number: int) -> dict[str, int]:
    return {"id": number, "created_at": 1}


def storing(number: int) -> Callable[[Connection], int]:
    def task(connection: Connection) -> int:
        connection.execute(insert(applicants), person(number))
        return number

    return task


def stored(engines: Engines) -> set[int]:
    with engines.read.connect() as connection:
        return set(connection.execute(select(applicants.c.id)).scalars())


async def test_what_arrives_meanwhile_shares_a_commit(writer: Writer, engines: Engines) -> None:
    commits = Commits(engines.write)
    done = await asyncio.gather(*(writer.run(storing(n)) for n in range(200)))
    assert done == list(range(200))
    assert stored(engines) == set(range(200))
    assert commits.count < 20


async def test_a_batch_has_an_end(writer: Writer, engines: Engines) -> None:
    commits = Commits(engines.write)
    await asyncio.gather(*(writer.run(storing(n)) for n in range(2 * MOST + 1)))
    assert commits.count >= 3


async def test_it_is_durable_when_it_is_answered(writer: Writer, engines: Engines) -> None:
    for number in range(5):
        assert await writer.run(storing(number)) == number
        assert number in stored(engines)


def spoiling(connection: Connection) -> None:
    connection.execute(text("SELECT * FROM no_such_table"))


async def test_a_task_that_fails_is_told_so_and_harms_nobody(
    writer: Writer, engines: Engines
) -> None:
    work = [writer.run(storing(1)), writer.run(spoiling), writer.run(storing(2))]
    done = await asyncio.gather(*work, return_exceptions=True)
    assert [type(each) for each in done] == [int, DatabaseDownError, int]
    assert stored(engines) == {1, 2}


async def test_the_error_names_its_kind_and_nothing_that_was_stored(writer: Writer) -> None:
    await writer.run(storing(4711))
    with pytest.raises(NotStorableError) as caught:
        await writer.run(storing(4711))
    assert str(caught.value) == "IntegrityError"


NEVER: list[dict[str, object]] = [
    {"id": 7, "created_at": 1},
    {"id": 8, "created_at": None},
    {"id": 2**70, "created_at": 1},
    {"id": 8, "created_at": object()},
    {"id": "\ud800", "created_at": 1},
]


@pytest.mark.parametrize(
    "row", NEVER, ids=["there already", "empty", "too large", "of no type", "half a letter"]
)
async def test_what_can_never_be_stored_is_told_apart_and_harms_nobody(
    writer: Writer, engines: Engines, row: dict[str, object]
) -> None:
    def never(connection: Connection) -> None:
        connection.execute(insert(applicants), row)

    await writer.run(storing(7))
    work = [writer.run(storing(1)), writer.run(never), writer.run(storing(2))]
    done = await asyncio.gather(*work, return_exceptions=True)
    assert [type(each) for each in done] == [int, NotStorableError, int]
    assert stored(engines) == {1, 2, 7}


def full(connection: Connection) -> None:
    """The disk has no more room (SQLite), the server goes away (PostgreSQL)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE large AS SELECT zeroblob(1000000) AS body")
    else:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_a_database_that_is_away_is_no_fault_of_what_was_to_be_stored(
    writer: Writer, engines: Engines
) -> None:
    with pytest.raises(DatabaseDownError) as caught:
        await writer.run(full)
    assert str(caught.value) == "OperationalError"
    engines.write.dispose()
    assert await writer.run(storing(1)) == 1


async def test_a_note_that_can_never_be_stored_is_let_go(writer: Writer, engines: Engines) -> None:
    commits = Commits(engines.write)
    writer.note(Fetched("webchat", 2**70, 2, 3))
    writer.note(Fetched("webchat", 1, 2, 3))
    assert await writer.run(storing(1)) == 1
    first = commits.count
    assert await writer.run(storing(2)) == 2
    assert commits.count == first + 1


async def test_a_note_joins_the_next_commit_that_succeeds(writer: Writer, engines: Engines) -> None:
    seen: list[str] = []

    @event.listens_for(engines.write, "before_cursor_execute")
    def _(*call: object) -> None:
        seen.append(str(call[2]))

    with engines.write.connect() as held:
        held.exec_driver_sql("ALTER TABLE outbox RENAME TO gone")
        held.commit()
    writer.note(Fetched("webchat", 1, 2, 3))
    await writer.run(storing(1))
    with engines.write.connect() as held:
        held.exec_driver_sql("ALTER TABLE gone RENAME TO outbox")
        held.commit()
    seen.clear()
    await writer.run(storing(2))
    await writer.run(storing(3))
    assert len([each for each in seen if each.startswith("UPDATE outbox")]) == 1


async def test_closing_commits_what_waits(engines: Engines) -> None:
    opened = Writer(engines.write, KeyStore(engines.keys, MASTER))
    waiting = [asyncio.ensure_future(opened.run(storing(n))) for n in range(50)]
    await asyncio.sleep(0)
    await opened.close()
    assert stored(engines) == set(range(50))
    assert await asyncio.gather(*waiting) == list(range(50))


async def test_who_no_longer_waits_holds_nobody(writer: Writer, engines: Engines) -> None:
    gone = asyncio.ensure_future(writer.run(storing(1)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await writer.run(storing(2)) == 2
    assert stored(engines) == {1, 2}


async def test_what_comes_while_a_commit_runs_shares_the_next(
    writer: Writer, engines: Engines
) -> None:
    commits, go = Commits(engines.write), threading.Event()
    first = asyncio.ensure_future(writer.run(lambda _: go.wait()))
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(writer.run(storing(n))) for n in range(20)]
    await asyncio.sleep(0)
    go.set()
    assert await first
    assert await asyncio.gather(*others) == list(range(20))
    assert commits.count == 2


async def test_a_note_that_nothing_follows_gets_a_commit_of_its_own(
    writer: Writer, engines: Engines
) -> None:
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    event.listen(engines.write, "commit", lambda _: loop.call_soon_threadsafe(done.set))
    writer.note(Fetched("webchat", 1, 2, 3))
    await asyncio.wait_for(done.wait(), 30)
