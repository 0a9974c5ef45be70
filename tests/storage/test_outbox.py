"""The ledger: statuses only move forward, leases are fenced, nothing goes out twice or too late."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import get_args

import pytest

from conversations.dialog.event import Address
from storage.delivery import KNOWN_SENT, Trail
from storage.engines import keys_url
from storage.outbox import Status
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.ledger import (
    BUDI,
    CHANNEL,
    change,
    claimed,
    pushed,
    reasons,
    rows,
    run_out,
    settled,
    waiting,
)
from tests.storage.talk import NOW

FINAL: tuple[Status, ...] = ("sent", "failed", "unknown", "cancelled")
STATUSES: tuple[Status, ...] = get_args(Status)


@pytest.fixture
async def other(store: Store, database_url: str, ids: Iterator[int]) -> AsyncIterator[Store]:
    """Another process on the same database."""
    opened = Store(database_url, MASTER, ids.__next__)
    yield opened
    await opened.close()


async def test_a_reply_is_leased_by_the_commit_of_its_turn(store: Store, database_url: str) -> None:
    done = await pushed(store, "1")
    assert rows(database_url) == [("leased", 1, 1)]
    delivery = (await store.deliveries(done))[0]
    assert (delivery.lease, delivery.address, delivery.edits) == (1, BUDI, "")
    assert delivery.message.text == "answer 1 to halo"
    assert await claimed(store) == []


async def test_a_reply_waits_while_an_earlier_one_is_open(store: Store, database_url: str) -> None:
    first = await pushed(store, "1")
    second = await pushed(store, "2")
    assert (first.lease, second.lease) == (1, 0)
    assert await store.deliveries(second) == []
    assert rows(database_url) == [("leased", 1, 1), ("waiting", 0, 0)]
    assert await claimed(store) == []
    await settled(store, (await store.deliveries(first))[0], "sent", sent_id="88")
    taken = await claimed(store)
    assert [each.message.text for each in taken] == ["answer 2 to halo"]
    await settled(store, taken[0], "sent", sent_id="89")
    assert (await pushed(store, "3")).lease == 1


@pytest.mark.parametrize(
    ("status", "row"),
    [
        ("sent", ("sent", 1, 1)),
        ("failed", ("failed", 1, 1)),
        ("cancelled", ("cancelled", 1, 1)),
        ("waiting", ("waiting", 1, 0)),
        ("unknown", ("waiting", 1, 1)),
    ],
)
async def test_an_outcome_is_recorded(
    store: Store, database_url: str, status: Status, row: tuple[str, int, int]
) -> None:
    """What certainly did not arrive counts as no attempt; the first unknown may be repeated."""
    delivery = (await store.deliveries(await pushed(store, "1")))[0]
    await settled(store, delivery, status, reason="because")
    assert rows(database_url) == [row]
    assert reasons(database_url) == ["" if status == "sent" else "because"]


async def test_the_second_unknown_stays(store: Store, database_url: str) -> None:
    await settled(store, (await store.deliveries(await pushed(store, "1")))[0], "unknown")
    await settled(store, (await claimed(store))[0], "unknown")
    assert rows(database_url) == [("unknown", 2, 2)]
    assert await claimed(store) == []


async def test_a_result_whose_outcome_is_unknown_never_goes_out_again(
    store: Store, database_url: str
) -> None:
    delivery = (await store.deliveries(await pushed(store, "1")))[0]
    change(database_url, "UPDATE outbox SET kind = 'result'")
    await settled(store, delivery, "unknown")
    assert rows(database_url) == [("unknown", 1, 1)]


@pytest.mark.parametrize("final", FINAL)
async def test_what_is_final_stays(store: Store, database_url: str, final: Status) -> None:
    delivery = (await store.deliveries(await pushed(store, "1")))[0]
    change(database_url, "UPDATE outbox SET kind = 'result'")
    await settled(store, delivery, final, sent_id="88")
    before = rows(database_url)
    assert before == [(final, 1, 1)]
    for later in STATUSES:
        await settled(store, delivery, later, sent_id="99")
    change(database_url, "UPDATE outbox SET leased_until = 1, not_before = 0, not_after = 1")
    assert await store.sweep(CHANNEL, NOW) == 0
    assert await claimed(store) == []
    await store.block(BUDI, NOW)
    assert rows(database_url) == before


async def test_an_outcome_of_an_older_lease_changes_nothing(
    store: Store, other: Store, database_url: str
) -> None:
    old = (await store.deliveries(await pushed(store, "1")))[0]
    run_out(database_url)
    assert await other.sweep(CHANNEL, NOW) == 1
    new = (await claimed(other))[0]
    assert new.lease == 2
    for status in STATUSES:
        await settled(store, old, status, sent_id="old")
        assert rows(database_url) == [("leased", 2, 2)]
    await settled(other, new, "sent", sent_id="new")
    assert rows(database_url) == [("sent", 2, 2)]


async def test_a_lease_holds_until_it_ran_out(store: Store, other: Store) -> None:
    await pushed(store, "1")
    assert await other.sweep(CHANNEL, NOW) == 0
    assert await claimed(other) == []


async def test_a_message_of_a_dead_process_goes_out_once_more_and_no_oftener(
    store: Store, other: Store, database_url: str
) -> None:
    await pushed(store, "1")
    run_out(database_url)
    await other.sweep(CHANNEL, NOW)
    assert rows(database_url) == [("waiting", 1, 1)]
    assert len(await claimed(other)) == 1
    run_out(database_url)
    await other.sweep(CHANNEL, NOW)
    assert rows(database_url) == [("unknown", 2, 2)]
    assert reasons(database_url) == ["lease ran out"]


async def test_a_result_of_a_dead_process_does_not(
    store: Store, other: Store, database_url: str
) -> None:
    await pushed(store, "1")
    change(database_url, "UPDATE outbox SET kind = 'result', leased_until = 1")
    await other.sweep(CHANNEL, NOW)
    assert rows(database_url) == [("unknown", 1, 1)]


async def test_only_the_channel_that_is_swept(store: Store, database_url: str) -> None:
    await pushed(store, "1")
    run_out(database_url)
    assert await store.sweep("whatsapp", NOW) == 0
    assert await store.claim("whatsapp", 100, 100, NOW) == []


async def test_what_is_too_late_is_cancelled(store: Store, database_url: str) -> None:
    await waiting(store, "1")
    await waiting(store, "2", Address(CHANNEL, "ani"))
    at = int(NOW.timestamp() * 1000)
    change(database_url, f"UPDATE outbox SET not_after = {at}")  # noqa: S608 - a number
    second = "case_id = (SELECT max(case_id) FROM outbox)"
    change(database_url, f"UPDATE outbox SET not_after = {at + 1} WHERE {second}")  # noqa: S608 - ours
    taken = await claimed(store)
    assert sorted(row[0] for row in rows(database_url)) == ["cancelled", "leased"]
    assert sorted(reasons(database_url)) == ["", "late"]
    assert len(taken) == 1


async def test_what_waits_is_not_taken_before_its_time(store: Store, database_url: str) -> None:
    delivery = (await store.deliveries(await pushed(store, "1")))[0]
    await settled(store, delivery, "waiting", reason="pace", delay=3_600_000)
    assert await claimed(store) == []
    change(database_url, "UPDATE outbox SET not_before = 1")
    assert [each.lease for each in await claimed(store)] == [2]


async def test_a_message_that_waits_for_its_time_holds_those_after_it(
    store: Store, database_url: str
) -> None:
    await waiting(store, "1")
    change(database_url, "UPDATE outbox SET not_before = 99999999999999")
    await waiting(store, "2")
    assert await claimed(store) == []


async def test_one_for_each_address_and_the_oldest_first(store: Store, database_url: str) -> None:
    people = [Address(CHANNEL, f"person {number}") for number in range(5)]
    for address in people:
        for number in range(3):
            await waiting(store, f"{address.external_id} {number}", address)
    change(database_url, "UPDATE outbox SET created_at = created_at - case_id")
    taken = await claimed(store)
    assert [each.address for each in taken] == list(reversed(people))
    assert {each.message.text for each in taken} == {"answer 1 to halo"}
    assert await claimed(store) == []
    await settled(store, taken[0], "sent", sent_id="1")
    again = await claimed(store)
    assert [(each.address, each.message.text) for each in again] == [
        (people[-1], "answer 2 to halo")
    ]


async def test_no_more_are_taken_than_asked_for(store: Store) -> None:
    for number in range(6):
        await waiting(store, str(number), Address(CHANNEL, str(number)))
    assert len(await claimed(store, 4)) == 4
    assert len(await claimed(store, 4)) == 2


async def test_two_processes_never_take_the_same_message(
    store: Store, other: Store, database_url: str
) -> None:
    people = [Address(CHANNEL, str(number)) for number in range(60)]
    await asyncio.gather(*(waiting(store, each.external_id, each) for each in people))
    found = [
        delivery
        for _ in range(8)
        for taken in await asyncio.gather(claimed(store, 7), claimed(other, 7))
        for delivery in taken
    ]
    assert Counter(each.address for each in found) == Counter(people)
    assert {row[1] for row in rows(database_url)} == {1}


async def test_an_edit_knows_what_it_changes_in_whichever_process(
    store: Store, other: Store, database_url: str
) -> None:
    first = (await store.deliveries(await pushed(store, "1")))[0]
    await settled(store, first, "sent", sent_id="4711")
    await waiting(store, "2")
    change(database_url, f"UPDATE outbox SET replaces = {first.seq} WHERE status = 'waiting'")  # noqa: S608 - a number
    assert [each.edits for each in await claimed(other)] == ["4711"]


async def test_who_blocks_gets_nothing_more_and_what_is_on_its_way_is_settled(
    store: Store, database_url: str
) -> None:
    delivery = (await store.deliveries(await pushed(store, "1")))[0]
    await pushed(store, "2")
    await pushed(store, "3", Address(CHANNEL, "ani"))
    await store.block(BUDI, NOW)
    statuses = Counter(row[0] for row in rows(database_url))
    assert statuses == {"leased": 2, "cancelled": 1}
    await settled(store, delivery, "failed", reason="blocked")
    assert Counter(row[0] for row in rows(database_url))["failed"] == 1


async def test_blocking_a_stranger_is_nothing(store: Store) -> None:
    await store.block(Address(CHANNEL, "nobody"), NOW)
    await store.unblock(Address(CHANNEL, "nobody"))


async def test_the_message_of_an_erased_person_is_not_opened(
    store: Store, other: Store, database_url: str
) -> None:
    await waiting(store, "1")
    await waiting(store, "2", Address(CHANNEL, "ani"))
    change(keys_url(database_url), "DELETE FROM applicant_keys WHERE applicant_id != 0")
    assert await claimed(other) == []


def test_an_id_that_is_asked_for_stays_at_hand() -> None:
    trail = Trail()
    for seq in range(1, 4 * KNOWN_SENT):
        trail.settled(seq, f"{seq}")
        assert trail.sent_as(1) == "1"
    assert len(trail.sent) == KNOWN_SENT
    assert trail.sent_as(2) == ""
