"""What staff list of talks and reports, on each engine."""

from datetime import timedelta

from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from conversations.dialog.with_staff_state import ForStaff
from storage.handover_sql import Untold
from storage.handovers import By
from storage.store import Committed, Store
from tests.storage.talk import NOW, RINA, SLUG, answer, inbound, said

UNTIL = (NOW + timedelta(hours=2)).isoformat()
LATER = NOW + timedelta(hours=3)


async def told(store: Store, event: str, *for_staff: ForStaff) -> Committed:
    """One event whose turn tells staff something."""
    case = await store.case_of(RINA, SLUG, NOW)
    plain = answer(case.state)
    turn = Turn(plain.state, plain.messages, plain.echo, plain.echo_seq, for_staff=for_staff)
    return await store.commit(case, inbound(event), turn, NOW)


async def acted(store: Store, key: str, *for_staff: ForStaff) -> str:
    """Somebody of the staff does something by one press."""
    case = await store.case_of(RINA, SLUG, NOW)
    plain = answer(case.state)
    message = Message(plain.state.seq, "staff_talk:answer", "Halo")
    turn = Turn(plain.state, (message,), audit=("staff_answered",), for_staff=for_staff)
    return await store.handovers().commit(case, turn, By("staff:1", key), NOW)


async def test_a_talk_from_its_request_to_its_end(store: Store) -> None:
    handovers = store.handovers()
    case_id = (await said(store, "1")).case.id
    await told(store, "2", ForStaff("opened", until=UNTIL))
    (found,) = await handovers.open(SLUG)
    assert (found.case_id, found.kind, found.waits, found.staff_id) == (case_id, "staff", True, 0)
    assert found.returns_at == NOW + timedelta(hours=2)
    assert await handovers.find(found.id) == found
    assert await handovers.untold(SLUG) == [Untold(found.id, "staff")]
    assert await handovers.untold(SLUG) == []
    assert await handovers.overdue(SLUG, NOW) == []
    assert await handovers.overdue(SLUG, LATER) == [case_id]
    assert await acted(store, "a", ForStaff("answered", until=UNTIL)) == "done"
    assert await acted(store, "a", ForStaff("answered", until=UNTIL)) == "repeat"
    (found,) = await handovers.open(SLUG)
    assert not found.waits
    await told(store, "3", ForStaff("said", until=UNTIL))
    assert await handovers.untold(SLUG) == [Untold(found.id, "staff")]
    await told(store, "4", ForStaff("closed", reason="applicant"))
    assert await handovers.open(SLUG) == []
    ended = await handovers.of_case(case_id)
    assert ended
    assert (ended.reason, ended.closed_at, ended.returns_at) == ("applicant", NOW, None)
    lines = await handovers.conversation(case_id, 3)
    assert [line.sender for line in lines] == ["pandu", "applicant", "pandu"]
    assert "staff" in {line.sender for line in await handovers.conversation(case_id, 99)}


async def test_a_press_of_staff_is_nothing_that_the_applicant_said(store: Store) -> None:
    committed = await said(store, "1")
    heard = (await store.planning().reaches(committed.case.id))[0].heard
    await acted(store, "a")
    assert (await store.planning().reaches(committed.case.id))[0].heard == heard
    entries = await store.entries_after(RINA, SLUG, 2, NOW)
    assert [(entry.sender, entry.message is None) for entry in entries] == [("pandu", False)]


async def test_a_report_without_words_makes_room_for_one_with_them(store: Store) -> None:
    handovers = store.handovers()
    await said(store, "1")
    await told(store, "2", ForStaff("fraud"))
    await told(store, "3", ForStaff("fraud"))
    (bare,) = await handovers.open(SLUG)
    assert (bare.kind, bare.noted, await handovers.note(bare)) == ("fraud", False, "")
    await told(store, "4", ForStaff("fraud", words="Minta uang"))
    await told(store, "5", ForStaff("fraud", words="Minta lagi"))
    found = await handovers.open(SLUG)
    assert sorted([await handovers.note(each) for each in found]) == ["Minta lagi", "Minta uang"]
    assert [each.kind for each in await handovers.untold(SLUG)] == ["fraud", "fraud"]


async def test_who_asks_again_at_once_calls_nobody_a_second_time(store: Store) -> None:
    handovers = store.handovers()
    await said(store, "1")
    await told(store, "2", ForStaff("opened", until=UNTIL))
    assert len(await handovers.untold(SLUG)) == 1
    await told(store, "3", ForStaff("closed", reason="applicant"))
    await told(store, "4", ForStaff("opened", until=UNTIL))
    assert len(await handovers.open(SLUG)) == 1
    assert await handovers.untold(SLUG) == []


async def test_a_row_that_nobody_waits_at_is_closed_once_it_is_overdue(store: Store) -> None:
    handovers = store.handovers()
    case_id = (await told(store, "1", ForStaff("opened", until=UNTIL))).case.id
    await handovers.lapse(case_id, NOW)
    assert len(await handovers.open(SLUG)) == 1
    await handovers.lapse(case_id, LATER)
    assert await handovers.open(SLUG) == []
    assert await handovers.overdue(SLUG, LATER) == []
