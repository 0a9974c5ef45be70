"""Staff in a talk, from several processes: what they do counts once; each refusal has a word."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, text

from bot.channels.email.limits import CAPABILITIES as MAIL
from bot.channels.email.limits import CHANNEL as EMAIL
from bot.texts import load_phrases
from conversations.dialog.event import Address, Opened
from handlers import handover_acted as acted
from handlers.handover_acted import Answer, Did
from handlers.handover_seen import handover_read, handovers_listed, report_closed
from storage.planning import time_of
from tests.handover.conftest import MORNING, Says, member, screen
from tests.reminders.test_occasion_due import with_mail
from tests.time_machine.machine import CHANNELS, SLUG, Worker, World

RINA = Address("telegram", "rina")


async def told(worker: Worker, did: Did) -> str:
    """What the applicant reads of it."""
    assert did.refused is None
    assert did.committed
    assert did.committed.turn
    await worker.deliver()
    return "\n".join(message.text for message in did.committed.turn.messages)


async def test_a_request_is_listed_without_a_word_of_the_talk(worker: Worker, asking: int) -> None:
    (found,) = await handovers_listed(worker.parts)
    assert (found.case_id, found.kind, found.waits) == (asking, "staff", True)
    assert found.opened_at == time_of(int(MORNING.timestamp() * 1000))
    assert found.returns_at == found.opened_at + timedelta(hours=2)
    assert (found.staff, found.language, found.blocked) == ("", "id", False)


async def test_taken_answered_and_given_back(worker: Worker, asking: int, says: Says) -> None:
    who, now = member(worker, "Sari"), worker.world.clock.now()
    did = await acted.handover_taken(asking, worker.parts, who, now)
    assert "sudah membaca" in await told(worker, did)
    assert not (await says("NIK saya salah")).turn.messages  # type: ignore[union-attr] # it is done
    did = await acted.handover_answered(asking, Answer("Kirim KTP lagi"), worker.parts, who, now)
    assert await told(worker, did) == "*Petugas Dinas:* Kirim KTP lagi"
    (found,) = await handovers_listed(worker.parts)
    assert (found.staff, found.waits) == ("Sari", False)
    did = await acted.handover_given_back(asking, worker.parts, who, now)
    assert "Kapan tanggal lahir" in await told(worker, did)
    assert await handovers_listed(worker.parts) == []
    assert await screen(worker) == "q:birth_date"
    closed = await worker.store.handovers().of_case(asking)
    assert closed
    assert (closed.reason, closed.closed_at) == ("staff", found.opened_at)


async def test_two_who_take_the_same_one_in_two_processes(
    worker: Worker, other: Worker, asking: int, says: Says
) -> None:
    """The second process remembers the talk as it was before."""
    sari, budi, now = member(worker, "Sari"), member(worker, "Budi"), worker.world.clock.now()
    await other.store.case_of(RINA, SLUG, now)
    await told(worker, await acted.handover_taken(asking, worker.parts, sari, now))
    did = await acted.handover_taken(asking, other.parts, budi, now)
    assert did == Did("taken")
    assert "petugas lain" in load_phrases()["id"](f"staff_talk.refused.{did.refused}")
    did = await acted.handover_answered(asking, Answer("Halo"), other.parts, budi, now)
    assert did.refused == "taken"


async def test_an_answer_after_the_end_is_not_sent(
    worker: Worker, other: Worker, asking: int, says: Says
) -> None:
    who, now = member(worker, "Sari"), worker.world.clock.now()
    await other.store.case_of(RINA, SLUG, now)
    await says("selesai")
    did = await acted.handover_answered(asking, Answer("Halo"), other.parts, who, now)
    assert did.refused == "closed"


async def test_the_same_press_twice_is_one_answer(worker: Worker, asking: int) -> None:
    who, now = member(worker, "Sari"), worker.world.clock.now()
    answer = Answer("Halo", request="form 1")
    first = await acted.handover_answered(asking, answer, worker.parts, who, now)
    second = await acted.handover_answered(asking, answer, worker.parts, who, now)
    assert first.committed
    assert second == Did()
    before = worker.world.replies
    await worker.deliver()
    assert worker.world.replies - before == 1


async def test_who_blocked_the_bot_cannot_be_answered_but_is_given_back(
    worker: Worker, asking: int
) -> None:
    who, now = member(worker, "Sari"), worker.world.clock.now()
    await worker.store.block(RINA, now)
    did = await acted.handover_answered(asking, Answer("Halo"), worker.parts, who, now)
    assert did.refused == "unreachable"
    assert (await acted.handover_given_back(asking, worker.parts, who, now)).refused is None
    assert await handovers_listed(worker.parts) == []


async def test_a_channel_that_takes_answers_for_a_day_takes_none_after_it(
    worker: Worker, asking: int, says: Says
) -> None:
    clock, windowed = worker.world.clock, replace(CHANNELS["telegram"], needs_template=True)
    worker.parts = replace(worker.parts, channels={**CHANNELS, "telegram": windowed})
    who = member(worker, "Sari")
    clock.moment += timedelta(days=1)
    answer = Answer("Halo")
    did = await acted.handover_answered(asking, answer, worker.parts, who, clock.now())
    assert did.refused == "window"
    assert (await acted.handover_given_back(asking, worker.parts, who, clock.now())).committed


async def test_an_answer_goes_where_they_spoke_last(
    worker: Worker, asking: int, says: Says
) -> None:
    """And a role that does not attend to people answers nobody."""
    now = worker.world.clock.now()
    reader = member(worker, "Tono", "reader", "broadcaster")
    did = await acted.handover_taken(asking, worker.parts, reader, now)
    assert did.refused == "role"
    who = member(worker, "Sari", "administrator")
    did = await acted.handover_answered(asking, Answer("Halo"), worker.parts, who, now)
    assert did.committed
    assert did.committed.case.address == RINA


async def test_who_has_only_a_page_is_told_by_mail_that_there_is_an_answer(
    worker: Worker, says: Says
) -> None:
    """Once for each time they wait, and without what it says."""
    worker.parts = replace(worker.parts, channels={**CHANNELS, EMAIL: MAIL})
    for said in (Opened("id"), "setuju", "sudah saya baca", "bicara dengan petugas"):
        await says(said, "siti", "webchat")
    committed = await says("ya", "siti", "webchat")
    await with_mail(worker, Address("webchat", "siti"))
    who, now = member(worker, "Sari"), worker.world.clock.now()
    for text_ in ("Kirim KTP", "Yang terang"):
        answer = Answer(text_)
        did = await acted.handover_answered(committed.case.id, answer, worker.parts, who, now)
        assert did.committed
    letters = await worker.store.claim(EMAIL, 10, 10, now)
    assert [each.message.key for each in letters] == ["staff_talk:letter"]
    assert "Petugas sudah membalas" in letters[0].message.text
    assert "KTP" not in letters[0].message.text


async def test_a_blocked_person_gets_nothing_until_the_block_is_lifted(
    worker: Worker, asking: int, says: Says
) -> None:
    who, now = member(worker, "Sari"), worker.world.clock.now()
    assert (await acted.applicant_blocked(asking, "abuse", worker.parts, who, now)).committed
    assert await handovers_listed(worker.parts) == []
    assert _audited(worker.world, asking)[-1] == (who.actor, "applicant_blocked abuse")
    assert _blocked(worker.world, asking)
    first, second = await says("kenapa?"), await says("halo?")
    assert first.turn
    assert second.turn
    assert [len(first.turn.messages), len(second.turn.messages)] == [1, 0]
    did = await acted.applicant_blocked(asking, "spam", worker.parts, who, now)
    assert did.refused == "blocked_already"
    did = await acted.applicant_unblocked(asking, worker.parts, who, now)
    assert "membuka kembali" in await told(worker, did)
    assert not _blocked(worker.world, asking)


async def test_who_is_blocked_is_reminded_of_nothing(worker: Worker, asking: int) -> None:
    who, clock = member(worker, "Sari"), worker.world.clock
    await acted.applicant_blocked(asking, "other", worker.parts, who, clock.now())
    await worker.reminders.round()
    clock.moment = MORNING + timedelta(days=3, hours=7)
    count = await worker.reminders.round()
    assert set(count) == {"dropped staff blocked"}


async def test_who_looks_into_a_talk_is_noted_first(
    worker: Worker, asking: int, says: Says
) -> None:
    await says("NIK saya salah")
    who, now = member(worker, "Sari"), worker.world.clock.now()
    await acted.handover_answered(asking, Answer("Baik"), worker.parts, who, now)
    (found,) = await handovers_listed(worker.parts)
    seen = await handover_read(found.id, worker.parts, who, now)
    assert seen
    assert [(line.sender, line.text) for line in seen.lines][-2:] == [
        ("applicant", "NIK saya salah"),
        ("staff", "*Petugas Dinas:* Baik"),
    ]
    assert _audited(worker.world, asking)[-1] == (who.actor, "talk_read")


async def test_nobody_looks_into_a_talk_without_the_role_or_that_is_not_there(
    worker: Worker, asking: int
) -> None:
    now = worker.world.clock.now()
    (found,) = await handovers_listed(worker.parts)
    reader = member(worker, "Tono", "reader")
    assert await handover_read(found.id, worker.parts, reader, now) is None
    assert await handover_read(1, worker.parts, member(worker, "Sari"), now) is None
    assert "talk_read" not in {act for _, act in _audited(worker.world, asking)}


async def test_a_report_is_read_with_its_words_and_closed_once(
    worker: Worker, says: Says, asking: int
) -> None:
    await says("selesai")
    for said in ("lapor penipuan", "lapor penipuan", "Ada yang minta uang 2 juta"):
        await says(said)
    who, now = member(worker, "Sari"), worker.world.clock.now()
    (found,) = await handovers_listed(worker.parts)
    assert (found.kind, found.noted) == ("fraud", True)
    seen = await handover_read(found.id, worker.parts, who, now)
    assert seen
    assert (seen.note, seen.lines) == ("Ada yang minta uang 2 juta", ())
    assert await report_closed(found.id, worker.parts, who, now)
    assert not await report_closed(found.id, worker.parts, who, now)
    assert await handovers_listed(worker.parts) == []
    assert _audited(worker.world, asking)[-1] == (who.actor, "report_closed")


async def test_nothing_that_was_written_lies_open(worker: Worker, says: Says, asking: int) -> None:
    await says("selesai")
    await says("lapor penipuan")
    await says("Rahasia sekali dan panjang")
    engine = create_engine(worker.world.url)
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM handovers WHERE kind = 'fraud'"))
    engine.dispose()
    assert "Rahasia" not in str(tuple(row))


async def test_who_waits_first_is_first(worker: Worker, asking: int, says: Says) -> None:
    clock = worker.world.clock
    clock.moment += timedelta(minutes=5)
    await says("lapor penipuan", "budi")
    who = member(worker, "Sari")
    found = await handovers_listed(worker.parts)
    assert [each.kind for each in found] == ["staff", "fraud"]
    await acted.handover_answered(asking, Answer("Baik"), worker.parts, who, clock.now())
    found = await handovers_listed(worker.parts)
    assert [each.kind for each in found] == ["fraud", "staff"]


def _audited(world: World, case_id: int) -> list[tuple[Any, ...]]:
    return _rows(world, "SELECT actor, act FROM audit WHERE case_id = :case ORDER BY id", case_id)


def _blocked(world: World, case_id: int) -> bool:
    ((since,),) = _rows(world, "SELECT blocked FROM cases WHERE id = :case", case_id)
    return bool(since > 0)


def _rows(world: World, query: str, case_id: int) -> list[tuple[Any, ...]]:
    engine = create_engine(world.url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query), {"case": case_id})]
    engine.dispose()
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_refusal_has_its_sentence(language: str) -> None:
    words = load_phrases()[language]
    for refused in (
        "closed", "taken", "empty", "too_long", "blocked_already", "not_blocked", "unreachable",
        "erased", "role", "window",
    ):  # fmt: skip
        assert words(f"staff_talk.refused.{refused}")
