"""A channel's pace is one for all processes, and so is its pause."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import BigInteger, Connection, literal_column

from conversations.dialog.event import Address
from storage.engines import open_engine
from storage.migrate import migrate
from storage.pacing import Pacing
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.ledger import CHANNEL, change, waiting
from tests.storage.talk import NOW

SECOND = 1_000


class Standing:
    """The database's time, for what is paced."""

    now = 5_000_500

    def __call__(self, _dialect: str) -> object:
        return literal_column(str(self.now), BigInteger)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Standing:
    standing = Standing()
    monkeypatch.setattr("storage.pacing.database_now", standing)
    return standing


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    migrate(database_url)
    engine = open_engine(database_url)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def at(standing: Standing, now: int, connection: Connection) -> Pacing:
    standing.now = now
    return Pacing(connection.dialect.name)


def test_each_second_has_its_own_permits(time: Standing, connection: Connection) -> None:
    pacing = at(time, 5_000_500, connection)
    assert pacing.permits(connection, CHANNEL, 25) == 25
    pacing.use(connection, CHANNEL, 20)
    assert pacing.permits(connection, CHANNEL, 25) == 5
    pacing.use(connection, CHANNEL, 5)
    assert pacing.permits(connection, CHANNEL, 25) == 0
    assert at(time, 5_000_999, connection).permits(connection, CHANNEL, 25) == 0
    assert at(time, 5_001_000, connection).permits(connection, CHANNEL, 25) == 25


def test_a_slower_rate_never_gives_less_than_none(time: Standing, connection: Connection) -> None:
    pacing = at(time, 5_000_500, connection)
    pacing.use(connection, CHANNEL, 20)
    assert pacing.permits(connection, CHANNEL, 10) == 0


def test_channels_do_not_share(time: Standing, connection: Connection) -> None:
    pacing = at(time, 5_000_500, connection)
    pacing.use(connection, CHANNEL, 25)
    pacing.pause(connection, CHANNEL, SECOND)
    assert pacing.permits(connection, "whatsapp", 25) == 25


def test_in_a_pause_nothing_goes_out_and_the_longer_one_counts(
    time: Standing, connection: Connection
) -> None:
    pacing = at(time, 5_000_500, connection)
    pacing.pause(connection, CHANNEL, 7 * SECOND)
    pacing.pause(connection, CHANNEL, SECOND)
    assert at(time, 5_007_499, connection).permits(connection, CHANNEL, 25) == 0
    assert at(time, 5_007_500, connection).permits(connection, CHANNEL, 25) == 25


@pytest.fixture
async def two(
    time: Standing, database_url: str, ids: Iterator[int]
) -> AsyncIterator[tuple[Store, Store]]:
    """Two processes on one database, in one second that lasts."""
    migrate(database_url)
    stores = Store(database_url, MASTER, ids.__next__), Store(database_url, MASTER, ids.__next__)
    for number in range(12):
        await waiting(stores[0], str(number), Address(CHANNEL, str(number)))
    yield stores
    for store in stores:
        await store.close()


async def taken(store: Store, rate: int, most: int = 100) -> int:
    return len(await store.claim(CHANNEL, rate, most, NOW))


async def test_two_processes_share_the_permits_of_a_second(two: tuple[Store, Store]) -> None:
    one, other = two
    assert [await taken(one, 7, 4), await taken(other, 7), await taken(one, 7)] == [4, 3, 0]


async def test_a_pause_holds_both(two: tuple[Store, Store], database_url: str) -> None:
    one, other = two
    await one.pause(CHANNEL, 60 * SECOND)
    assert [await taken(one, 7), await taken(other, 7)] == [0, 0]
    change(database_url, "UPDATE channel_limits SET paused_until = 5000500")
    assert await taken(other, 7) == 7


async def test_what_finds_nothing_uses_no_permit(two: tuple[Store, Store]) -> None:
    one, other = two
    assert await taken(one, 50) == 12
    assert await taken(other, 50) == 0
    await waiting(one, "late", Address(CHANNEL, "late"))
    assert await taken(other, 13) == 1
