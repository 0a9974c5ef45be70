"""What the store promises, on each engine."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, func, select, text

from conversations.dialog.event import Address
from storage.cases import KeyErasedError
from storage.engines import keys_url
from storage.history import entries_of
from storage.schema import audit, cases, metadata, outbox
from storage.sealing import MasterKey, SealBrokenError
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.talk import NOW, RINA, SLUG, answer, inbound, said


async def test_a_turn_is_there_after_a_restart(
    store: Store, database_url: str, ids: Iterator[int]
) -> None:
    await said(store, "1")
    again = Store(database_url, MASTER, ids.__next__)
    entries = await again.entries_after(RINA, SLUG, 0, NOW)
    case = await again.case_of(RINA, SLUG, NOW)
    assert (case.version, case.state.turn, case.state.seq) == (1, 1, 2)
    await again.close()
    assert [(each.seq, each.sender, each.text) for each in entries] == [
        (1, "me", "halo"),
        (2, "pandu", ""),
    ]
    assert entries[1].message is not None
    assert entries[1].message.text == "answer 1 to halo"


async def test_what_a_commit_answers_is_what_is_read_later(store: Store) -> None:
    await said(store, "1")
    done = await said(store, "2")
    assert (done.result, done.case.state.seq) == ("done", 2)
    assert done.turn is not None
    entries = entries_of(done.turn, inbound("2"), NOW)
    assert await store.entries_after(RINA, SLUG, 2, NOW) == entries


async def test_a_repeated_event_has_one_effect(store: Store) -> None:
    done = [await said(store, "same") for _ in range(3)]
    assert [each.result for each in done] == ["done", "repeat", "repeat"]
    assert len(await store.entries_after(RINA, SLUG, 0, NOW)) == 2


async def test_fifty_repeats_at_once_have_one_effect(store: Store) -> None:
    done = await asyncio.gather(*(said(store, "same") for _ in range(50)))
    assert sorted(each.result for each in done) == ["done"] + ["repeat"] * 49


async def test_one_person_is_one_stream(store: Store) -> None:
    done = await asyncio.gather(*(said(store, str(number)) for number in range(30)))
    assert {each.result for each in done} == {"done"}
    entries = await store.entries_after(RINA, SLUG, 0, NOW)
    assert [each.seq for each in entries] == list(range(1, 61))


async def test_many_people_share_commits_and_keep_apart(store: Store) -> None:
    people = [Address("webchat", f"person {number}") for number in range(40)]
    await asyncio.gather(*(said(store, f"{p.external_id} 1", p) for p in people))
    await asyncio.gather(*(said(store, f"{p.external_id} 2", p) for p in people))
    for person in people:
        assert len(await store.entries_after(person, SLUG, 0, NOW)) == 4


async def test_an_outdated_version_is_dropped_with_its_event(
    store: Store, database_url: str, ids: Iterator[int]
) -> None:
    """Another process wrote between: the set is dropped whole, and may be computed again."""
    await said(store, "1")
    other = Store(database_url, MASTER, ids.__next__)
    await said(other, "2")
    assert (await said(store, "3")).result == "outdated"
    assert (await said(store, "3")).result == "done"
    await other.close()
    assert [each.seq for each in await store.entries_after(RINA, SLUG, 0, NOW)] == [*range(1, 7)]


async def test_two_processes_that_meet_a_stranger_make_one_applicant(
    store: Store, database_url: str, ids: Iterator[int]
) -> None:
    other = Store(database_url, MASTER, ids.__next__)
    first = await store.case_of(RINA, SLUG, NOW)
    second = await other.case_of(RINA, SLUG, NOW)
    one = await store.commit(first, inbound("1"), answer(first.state), NOW)
    two = await other.commit(second, inbound("2"), answer(second.state), NOW)
    assert (one.result, two.result) == ("done", "outdated")
    assert (await said(other, "2")).result == "done"
    await other.close()
    assert rows(database_url, "applicants") == rows(database_url, "addresses") == 1


async def test_outdated_newcomers_do_not_harm_their_batch(
    store: Store, database_url: str, ids: Iterator[int]
) -> None:
    other = Store(database_url, MASTER, ids.__next__)
    late = await other.case_of(RINA, SLUG, NOW)
    await said(store, "1")
    budi = said(other, "2", Address("webchat", "budi"))
    rina = other.commit(late, inbound("3"), answer(late.state), NOW)
    done = await asyncio.gather(budi, rina)
    await other.close()
    assert [each.result for each in done] == ["done", "outdated"]


async def test_nothing_readable_lies_in_the_tables(store: Store, database_url: str) -> None:
    case = await store.case_of(RINA, SLUG, NOW)
    turn = answer(case.state, "my secret words")
    await store.commit(case, inbound("1", "my secret words"), turn, NOW)
    engine = create_engine(database_url)
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                stored = b"".join(
                    cell if isinstance(cell, bytes) else str(cell).encode() for cell in row
                )
                assert b"secret" not in stored
                assert b"rina" not in stored
    engine.dispose()


async def test_open_columns_are_written_with_the_case(store: Store, database_url: str) -> None:
    await said(store, "1")
    engine = create_engine(database_url)
    with engine.connect() as connection:
        row = connection.execute(select(cases)).one()
        acts = connection.execute(select(audit.c.act, audit.c.actor)).all()
    engine.dispose()
    assert (row.language, row.progress, row.verdict, row.consented) == ("en", "checking", "", 0)
    assert (row.stopped, row.rhythm, row.sent, row.zone) == (0, "normal", 0, "")
    assert row.missing == "ktp,cv"
    assert [tuple(act) for act in acts] == [("consent_given", "applicant")]


async def test_without_the_key_nobody_is_left(store: Store, database_url: str) -> None:
    await said(store, "1")
    engine = create_engine(keys_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM applicant_keys WHERE applicant_id != 0"))
    engine.dispose()
    fresh = Store(database_url, MASTER, iter(range(100, 200)).__next__)
    with pytest.raises(KeyErasedError):
        await said(fresh, "2")
    await fresh.close()


async def test_another_master_key_opens_nothing(store: Store, database_url: str) -> None:
    await said(store, "1")
    with pytest.raises(SealBrokenError):
        Store(database_url, MasterKey(bytes(32)), iter(range(9)).__next__)


async def test_a_previous_master_key_still_opens(store: Store, database_url: str) -> None:
    await said(store, "1")
    rotated = MasterKey(bytes(32), (bytes(range(32)),))
    again = Store(database_url, rotated, iter(range(100, 200)).__next__)
    assert len(await again.entries_after(RINA, SLUG, 0, NOW)) == 2
    await again.close()


async def test_a_message_is_waiting_until_the_page_fetched_it(
    store: Store, database_url: str
) -> None:
    done = await said(store, "1")
    assert statuses(database_url) == ["waiting"]
    store.fetched(done.case, 2, NOW)
    await said(store, "2")
    assert statuses(database_url) == ["sent", "waiting"]
    await store.entries_after(RINA, SLUG, 0, NOW)
    await said(store, "3")
    assert statuses(database_url) == ["sent", "sent", "waiting"]


async def test_a_return_code_leads_back_and_an_older_one_does_not(store: Store) -> None:
    assert await store.new_return_code(RINA, SLUG, NOW) is None
    await said(store, "1")
    old = await store.new_return_code(RINA, SLUG, NOW)
    code = await store.new_return_code(RINA, SLUG, NOW)
    assert old is not None
    assert code is not None
    assert await store.address_of_code(code.lower().replace("-", " ")) == RINA
    assert await store.address_of_code(old) is None
    assert await store.address_of_code("") is None


async def test_a_set_that_cannot_be_stored_does_not_harm_its_batch(store: Store) -> None:
    case = await store.case_of(RINA, SLUG, NOW)
    turn = answer(case.state)
    broken = turn.messages[0], turn.messages[0]
    twice = type(turn)(turn.state, broken, turn.echo, turn.echo_seq)
    bad = store.commit(case, inbound("1"), twice, NOW)
    good = said(store, "2", Address("webchat", "budi"))
    failed, fine = await asyncio.gather(bad, good, return_exceptions=True)
    assert type(failed).__name__ == "NotStorableError"
    assert getattr(fine, "result", None) == "done"
    assert (await said(store, "1")).result == "done"


async def test_the_store_tells_whether_its_database_answers(store: Store) -> None:
    assert await store.alive()


def rows(url: str, name: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        count = select(func.count()).select_from(metadata.tables[name])
        found = connection.execute(count).scalar_one()
    engine.dispose()
    return found


def statuses(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(select(outbox.c.status).order_by(outbox.c.seq)).scalars().all()
    engine.dispose()
    return list(found)
