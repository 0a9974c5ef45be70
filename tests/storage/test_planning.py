"""What is planned is planned once, taken once, and settled with its message."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import create_engine, insert, select, text

from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from storage.due import Due
from storage.planned import replan
from storage.planning import Dates, Outgoing, Planning
from storage.schema import amendments, cases, outbox, planned
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.ledger import BUDI, CHANNEL, change, claimed
from tests.storage.talk import NOW, RINA, SLUG, answer, inbound

HOUR = timedelta(hours=1)
DATES = Dates(SLUG, 0)
FIRST, SECOND = "reminder:first", "reminder:second"


def times(zone: str) -> Sequence[tuple[str, datetime, datetime]]:
    """The first in an hour, earlier in the east; the second an hour later."""
    first = NOW + HOUR - timedelta(minutes=30 if zone else 0)
    return [(FIRST, first, NOW + 3 * HOUR), (SECOND, NOW + 2 * HOUR, NOW + 4 * HOUR)]


async def comes(store: Store, event_id: str, address: Address = BUDI, **state: str) -> None:
    """Somebody with consent."""
    async with store.lane(address):
        case = await store.case_of(address, SLUG, NOW)
        turn = answer(case.state)
        given = {"consent": NOW.isoformat(), **state}
        turn = replace(turn, state=replace(turn.state, **given))
        assert (await store.commit(case, inbound(event_id, address=address), turn, NOW)).turn


async def plan(store: Store, now: datetime = NOW, dates: Dates = DATES) -> int:
    return await store.planning().plan(dates, times, now)


def rows(url: str, *columns: str) -> list[tuple[Any, ...]]:
    engine = create_engine(url)
    wanted = [planned.c[name] for name in columns or ("occasion", "status")]
    with engine.connect() as connection:
        order = (planned.c.case_id, planned.c.revision, planned.c.due_at)
        found = [tuple(row) for row in connection.execute(select(*wanted).order_by(*order))]
    engine.dispose()
    return found


async def taken(store: Store, now: datetime) -> list[Due]:
    return await store.planning().claim(SLUG, 10, now)


async def said(store: Store, due: Due, now: datetime, *, until: datetime | None = None) -> str:
    case = await store.case_of(BUDI, SLUG, now)
    message = Message(case.state.seq + 1, due.occasion, "ingat")
    turn = Turn(replace(case.state, seq=message.seq), (message,))
    going = [Outgoing(message, until or now + HOUR)]
    return await store.planning().commit(case, turn, due, going, now)


async def test_everybody_with_consent_is_planned_for_once(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await comes(store, "2", RINA, consent="")
    assert [await plan(store), await plan(store)] == [1, 0]
    assert rows(database_url) == [(FIRST, "waiting"), (SECOND, "waiting")]
    await comes(store, "3", RINA)
    assert [await plan(store), await plan(store)] == [1, 0]
    assert len(rows(database_url)) == 4


async def test_what_is_over_is_not_planned(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store, NOW + 3 * HOUR)
    assert rows(database_url) == [(SECOND, "waiting")]


async def test_what_was_due_before_they_were_here_last_is_not_planned(
    store: Store, database_url: str
) -> None:
    await comes(store, "1")
    change(database_url, "UPDATE cases SET last_seen = last_seen + 5400000")
    await plan(store)
    assert rows(database_url) == [(SECOND, "waiting")]


async def test_news_are_planned_for_who_was_here_meanwhile(store: Store, database_url: str) -> None:
    await comes(store, "1")
    change(database_url, "UPDATE cases SET last_seen = last_seen + 5400000")

    def news(_: str) -> Sequence[tuple[str, datetime, datetime]]:
        return [("amended:1", NOW + HOUR, NOW + 3 * HOUR)]

    assert await store.planning().plan(Dates(SLUG, 1, NOW + HOUR), news, NOW + HOUR) == 1
    assert rows(database_url) == [("amended:1", "waiting")]


async def test_another_zone_moves_what_waits(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    before = rows(database_url, "due_at")
    await comes(store, "2", zone="Asia/Jayapura")
    assert await plan(store) == 1
    after = rows(database_url, "due_at")
    assert (before[0][0] - after[0][0], before[1]) == (30 * 60_000, after[1])
    await comes(store, "3", zone="Asia/Jayapura")
    assert await plan(store) == 0


async def test_moved_dates_supersede_what_was_planned(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    engine = create_engine(database_url)
    at = int((NOW + HOUR).timestamp() * 1000)
    row = {"posting": SLUG, "revision": 1, "kind": "date", "body": "{}", "source": "",
           "author": "", "at": at}  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(amendments), row)
        assert replan(connection, SLUG, 1, at) == 2
    engine.dispose()
    assert await plan(store) == 0, "a process that has not heard of the new dates plans nothing"
    assert await plan(store, dates=Dates(SLUG, 1, NOW + timedelta(minutes=90))) == 1
    assert rows(database_url, "occasion", "revision", "status") == [
        (FIRST, 0, "superseded"),
        (SECOND, 0, "superseded"),
        (SECOND, 1, "waiting"),
    ]


async def test_two_processes_plan_and_take_everything_once(store: Store, database_url: str) -> None:
    other = Store(database_url, MASTER, iter(range(5_000, 6_000)).__next__)
    for number in range(20):
        await comes(store, str(number), Address(CHANNEL, f"person {number}"))
    await asyncio.gather(plan(store), plan(other))
    await plan(store)
    assert len(rows(database_url)) == 40
    later = NOW + HOUR
    found = await asyncio.gather(*(taken(each, later) for each in (store, other, store, other)))
    keys = [due.case_id for part in found for due in part]
    assert len(keys) == len(set(keys)) == 20
    await other.close()


async def test_of_one_case_the_earlier_comes_first(store: Store) -> None:
    await comes(store, "1")
    await plan(store)
    later = NOW + 2 * HOUR
    (first,) = await taken(store, later)
    assert (first.occasion, await taken(store, later)) == (FIRST, [])
    assert await said(store, first, later) == "done"
    assert [due.occasion for due in await taken(store, later)] == [SECOND]


async def test_the_next_due_time(store: Store) -> None:
    planning = store.planning()
    assert await planning.next_due(SLUG) is None
    await comes(store, "1")
    await plan(store)
    assert await planning.next_due(SLUG) == NOW + HOUR
    await taken(store, NOW + HOUR)
    assert await planning.next_due(SLUG) == NOW + 2 * HOUR


async def test_what_comes_too_late_is_dropped(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    (due,) = await taken(store, NOW + 3 * HOUR)
    assert due.occasion == SECOND
    assert rows(database_url, "status", "reason")[0] == ("dropped", "late")


async def test_message_and_occasion_are_one_commit(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    now = NOW + HOUR
    (due,) = await taken(store, now)
    assert await said(store, due, now, until=now + timedelta(minutes=5)) == "done"
    assert rows(database_url)[0] == (FIRST, "done")
    assert await said(store, due, now) == "repeat"
    engine = create_engine(database_url)
    with engine.connect() as connection:
        notice = outbox.c.kind == "notice"
        told = connection.execute(select(outbox).where(notice)).one()
        seen = connection.execute(select(cases.c.last_seen)).scalar_one()
    engine.dispose()
    assert (told.key, told.status) == (FIRST, "waiting")
    assert told.not_after == int((now + timedelta(minutes=5)).timestamp() * 1000)
    assert seen == int(NOW.timestamp() * 1000), "nobody was seen"
    deliveries = await claimed(store)
    assert [each.message.text for each in deliveries][:1] == ["answer 1 to halo"]


async def test_a_lost_lease_settles_nothing(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    (due,) = await taken(store, NOW + HOUR)
    change(database_url, "UPDATE planned SET leased_until = 1 WHERE status = 'leased'")
    other = Store(database_url, MASTER, iter(range(5_000, 6_000)).__next__)
    assert await taken(other, NOW + HOUR) == [due]
    assert await said(store, due, NOW + HOUR) == "repeat"
    await store.planning().drop(due, "stopped", NOW)
    await store.planning().postpone(due, NOW + 2 * HOUR, NOW)
    assert rows(database_url)[0] == (FIRST, "leased")
    assert await said(other, due, NOW + HOUR) == "done"
    await other.close()


async def test_an_outdated_case_keeps_its_occasion(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    (due,) = await taken(store, NOW + HOUR)
    change(database_url, "UPDATE cases SET version = version + 1")
    assert await said(store, due, NOW + HOUR) == "outdated"
    assert rows(database_url)[0] == (FIRST, "leased")
    assert await said(store, due, NOW + HOUR) == "done"


async def test_dropped_and_postponed(store: Store, database_url: str) -> None:
    planning: Planning = store.planning()
    await comes(store, "1")
    await plan(store)
    (first,) = await taken(store, NOW + HOUR)
    await planning.postpone(first, NOW + 2 * HOUR - timedelta(minutes=1), NOW)
    assert await taken(store, NOW + HOUR) == []
    (again,) = await taken(store, NOW + 2 * HOUR)
    await planning.drop(again, "stopped", NOW)
    assert rows(database_url, "status", "reason")[0] == ("dropped", "stopped")
    assert sorted(await planning.counts(SLUG)) == [
        (FIRST, 0, "dropped", "stopped", 1),
        (SECOND, 0, "waiting", "", 1),
    ]
    assert [row["occasion"] for row in await planning.of_case(first.case_id)] == [FIRST, SECOND]


async def test_where_a_person_is_reached(store: Store, database_url: str) -> None:
    await comes(store, "1")
    await plan(store)
    (due,) = await taken(store, NOW + HOUR)
    (reach,) = await store.planning().reaches(due.case_id)
    assert (reach.address, reach.heard) == (BUDI, int(NOW.timestamp() * 1000))
    await store.block(BUDI, NOW)
    assert await store.planning().reaches(due.case_id) == []


async def test_a_page_never_shows_what_came_too_late(store: Store, database_url: str) -> None:
    await comes(store, "1", RINA)
    await plan(store)
    now, until = NOW + HOUR, NOW + 2 * HOUR
    (due,) = await taken(store, now)
    case = await store.case_of(RINA, SLUG, now)
    message = Message(case.state.seq + 1, FIRST, "ingat")
    turn = Turn(replace(case.state, seq=message.seq), (message,))
    await store.planning().commit(case, turn, due, [Outgoing(message, until)], now)
    page = await store.entries_after(RINA, SLUG, 2, until)
    assert [entry.seq for entry in page] == []
    page = await store.entries_after(RINA, SLUG, 2, until - timedelta(seconds=1))
    assert [entry.message and entry.message.text for entry in page] == ["ingat"]
    assert await store.planning().cancel_late("webchat", until) in {0, 1}


async def test_what_nobody_fetched_in_time_is_cancelled(store: Store, database_url: str) -> None:
    await comes(store, "1")
    change(database_url, "UPDATE outbox SET not_after = 5")
    now = datetime.fromtimestamp(0.005, UTC)
    assert await store.planning().cancel_late(CHANNEL, now - timedelta(milliseconds=1)) == 0
    assert await store.planning().cancel_late(CHANNEL, now) == 1
    assert await claimed(store) == []


async def test_receipts_lead_to_a_case(store: Store, database_url: str) -> None:
    planning = store.planning()
    assert await planning.case_of_receipt("K7Q-2FX") == 0
    engine = create_engine(database_url)
    await comes(store, "1")
    with engine.begin() as connection:
        person, case = connection.execute(select(cases.c.applicant_id, cases.c.id)).one()
        row = {"applicant_id": person, "case_id": case, "address_id": 0, "receipt": "K7Q-2FX",
               "slot": "", "state": "looked", "size": 0, "digest": b"", "blob": "",
               "sealed_name": b"", "source": b"", "copies": 0, "replaces": 0, "tries": 0,
               "leased_until": 0, "created_at": 0, "changed_at": 0}  # fmt: skip
        into = text(f"INSERT INTO documents (id, {', '.join(row)})"  # noqa: S608 - our own names
                    f" VALUES (9, {', '.join(f':{name}' for name in row)})")  # fmt: skip
        connection.execute(into, row)
    engine.dispose()
    assert await planning.case_of_receipt(" k7q 2fx") == case
