"""Windows, quotas, what is told of messages afterwards, and addresses that move."""

from datetime import datetime, timedelta
from itertools import permutations, product

from sqlalchemy import create_engine, select, update

from conversations.dialog.event import Address
from storage.moving import Move
from storage.schema import outbox
from storage.store import Store
from storage.told import Mark, Status, Told, Went
from storage.windows import Quota
from tests.storage.ledger import change, rows
from tests.storage.talk import NOW, SLUG, answer, inbound

CHANNEL = "whatsapp"
BUDI, ANI = Address(CHANNEL, "62811"), Address(CHANNEL, "62812")
HOUR = timedelta(hours=1)
QUOTA = Quota(CHANNEL, 2)
DOUBTFUL = ("waiting", "leased", "unknown")
SETTLED: tuple[tuple[str, Status, int], ...] = (
    ("cancelled", "read", 1),
    ("failed", "read", 1),
    ("delivered", "failed", 1),
    ("read", "failed", 1),
    ("waiting", "sent", 0),
)
RANK = {"sent": 1, "delivered": 2, "read": 3, "failed": 4}


def millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


async def spoke(store: Store, event: str = "1", address: Address = BUDI) -> Mark:
    """One event whose reply is leased to this process."""
    async with store.lane(address):
        case = await store.case_of(address, SLUG, NOW)
        turn = answer(case.state)
        done = await store.commit(case, inbound(event, address=address), turn, NOW, push=True)
    return Mark(done.case.id, turn.messages[0].seq)


def put(url: str, mark: Mark, status: str, attempts: int = 1, sent_id: str = "") -> None:
    values = {"status": status, "attempts": attempts, "sent_id": sent_id}
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(update(outbox).where(outbox.c.case_id == mark.case_id).values(**values))
    engine.dispose()


def status_of(url: str, mark: Mark) -> str:
    engine = create_engine(url)
    wanted = select(outbox.c.status).where(outbox.c.case_id == mark.case_id)
    with engine.connect() as connection:
        found = connection.execute(wanted).scalar_one()
    engine.dispose()
    return str(found)


def told(status: Status, mark: Mark | None = None, message: bytes = b"m" * 16) -> Told:
    return Told(mark, message, status, "", millis(NOW), millis(NOW))


async def test_the_last_word_counts_whatever_comes_late(store: Store) -> None:
    windows = store.windows()
    assert await windows.last_heard(7) == 0
    await windows.heard(CHANNEL, 7, NOW)
    await windows.heard(CHANNEL, 7, NOW - 30 * HOUR)
    assert await windows.last_heard(7) == millis(NOW)
    await windows.heard(CHANNEL, 7, NOW + HOUR)
    assert await windows.last_heard(7) == millis(NOW + HOUR)


async def test_talks_are_begun_with_so_many_in_a_day(store: Store) -> None:
    windows = store.windows()
    await windows.heard(CHANNEL, 1, NOW)
    assert await windows.begin(QUOTA, 1, NOW)
    assert await windows.begin(QUOTA, 2, NOW + HOUR)
    assert not await windows.begin(QUOTA, 3, NOW + 2 * HOUR)
    assert await windows.begin(QUOTA, 1, NOW + 3 * HOUR)
    assert not await windows.begin(QUOTA, 3, NOW + 24 * HOUR)
    assert await windows.begin(QUOTA, 3, NOW + 26 * HOUR)
    assert await windows.last_heard(1) == millis(NOW)


async def test_a_message_only_moves_forward(store: Store, database_url: str) -> None:
    windows = store.windows()
    statuses: tuple[Status, ...] = ("sent", "delivered", "read")
    for number, order in enumerate(permutations(statuses)):
        mark, highest = await spoke(store, str(number), Address(CHANNEL, f"6281{number}")), 0
        for status in (*order, *order):
            went = await windows.tell(CHANNEL, told(status, mark))
            assert went == ("changed" if RANK[status] > highest else "old")
            highest = max(highest, RANK[status])
            assert RANK[status_of(database_url, mark)] == highest


async def test_whatever_is_in_doubt_is_settled(store: Store, database_url: str) -> None:
    cases: product[tuple[str, Status]] = product(DOUBTFUL, ("sent", "read", "failed"))
    for number, (before, status) in enumerate(cases):
        mark = await spoke(store, str(number), Address(CHANNEL, f"6281{number}"))
        put(database_url, mark, before)
        assert await store.windows().tell(CHANNEL, told(status, mark)) == "changed"
        assert status_of(database_url, mark) == status


async def test_what_is_settled_or_never_left_stays(store: Store, database_url: str) -> None:
    for number, (before, status, attempts) in enumerate(SETTLED):
        mark = await spoke(store, str(number), Address(CHANNEL, f"6281{number}"))
        put(database_url, mark, before, attempts)
        assert await store.windows().tell(CHANNEL, told(status, mark)) == "old"
        assert status_of(database_url, mark) == before


async def test_a_mark_counts_on_its_own_channel_alone(store: Store, database_url: str) -> None:
    mark = await spoke(store)
    assert await store.windows().tell("telegram", told("read", mark)) == "loose"
    assert rows(database_url)[0][0] == "leased"


async def test_what_fits_nothing_is_kept_and_fits_later(store: Store, database_url: str) -> None:
    windows, name = store.windows(), b"x" * 16
    assert await windows.tell(CHANNEL, told("read", None, name)) == "loose"
    assert await windows.tell(CHANNEL, told("read", None, name)) == "loose"
    mark = await spoke(store)
    assert await windows.settle_loose(CHANNEL, NOW) == 0
    put(database_url, mark, "sent", sent_id=name.hex())
    assert await windows.settle_loose(CHANNEL, NOW) == 0
    assert rows(database_url)[0][0] == "read"
    went: Went = await windows.tell(CHANNEL, told("read", None, b"y" * 16))
    assert went == "loose"
    assert await windows.settle_loose(CHANNEL, NOW + timedelta(minutes=11)) == 1
    assert await windows.settle_loose(CHANNEL, NOW + timedelta(minutes=11)) == 0


async def test_a_lease_that_ran_out_waits_for_its_status(store: Store, database_url: str) -> None:
    await spoke(store)
    change(database_url, "UPDATE outbox SET leased_until = 1")
    await store.sweep(CHANNEL, NOW, 60_000)
    assert rows(database_url)[0][0] == "waiting"
    assert await store.claim(CHANNEL, 100, 10, NOW) == []
    change(database_url, "UPDATE outbox SET not_before = 0")
    assert len(await store.claim(CHANNEL, 100, 10, NOW)) == 1


async def test_the_message_that_was_told_of(store: Store) -> None:
    mark = await spoke(store)
    found = await store.windows().meant(CHANNEL, mark)
    assert found is not None
    assert (found.kind, found.delivery.address, found.delivery.seq) == ("reply", BUDI, mark.seq)
    assert await store.windows().meant(CHANNEL, Mark(mark.case_id, 99)) is None


async def test_who_moves_keeps_their_case(store: Store) -> None:
    mark = await spoke(store)
    new = Address(CHANNEL, "62999")
    assert await store.windows().move(Move(BUDI, new, SLUG))
    assert (await store.case_of(new, SLUG, NOW)).id == mark.case_id
    assert (await store.case_of(BUDI, SLUG, NOW)).version == 0
    assert not await store.windows().move(Move(BUDI, new, SLUG))


async def test_nobody_moves_onto_somebody(store: Store) -> None:
    mine, other = await spoke(store), await spoke(store, "2", ANI)
    assert not await store.windows().move(Move(BUDI, ANI, SLUG))
    assert (await store.case_of(BUDI, SLUG, NOW)).id == mine.case_id
    assert (await store.case_of(ANI, SLUG, NOW)).id == other.case_id
