"""Who may do what to an announcement, and what holds it: two people, a test, a hash, a time."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.texts import load_phrases
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.segment import Segment
from handlers.broadcast_approved import broadcast_approved
from handlers.broadcast_moved import (
    When,
    broadcast_paused,
    broadcast_resumed,
    broadcast_started,
    broadcast_stopped,
)
from handlers.broadcast_written import (
    Draft,
    broadcast_of,
    broadcast_rewritten,
    broadcast_written,
)
from tests.broadcast.test_sent import change
from tests.broadcast.town import ALL, AT_ONCE, EVERYONE, HOUR, NOON, TEXTS, Town

PHRASES = load_phrases()
ADDED = """INSERT INTO broadcast_recipients SELECT broadcast_id, 12345, address_id, channel, status,
 seq, reason, changed_at FROM broadcast_recipients LIMIT 1"""


async def refused(doing: Awaitable[object]) -> str:
    """The key of why; each has a sentence in both languages."""
    with pytest.raises(BroadcastRefusedError) as found:
        await doing
    for phrases in PHRASES.values():
        assert found.value.said(phrases)
    return found.value.key


async def test_the_same_request_twice_is_one(town: Town) -> None:
    draft, now = Draft(TEXTS, EVERYONE, town.clock.now() + HOUR), town.clock.now()
    made = [
        await broadcast_written(draft, town.parts, town.sari, now, request="a form")
        for _ in range(3)
    ]
    assert len({each.code for each in made}) == 1
    other = await broadcast_written(draft, town.parts, town.sari, now, request="another form")
    assert other.code != made[0].code
    assert len(await town.store.announcing.all(town.parts.slug)) == 2


EARLIER, LATER = NOON - HOUR, NOON + HOUR


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft({"en": "Hello"}, EVERYONE, LATER), "empty"),
        (Draft({"id": " \u200b\n"}, EVERYONE, LATER), "empty"),
        (Draft({"id": "a" * 3001}, EVERYONE, LATER), "long"),
        (Draft({"id": "a", "fr": "b"}, EVERYONE, LATER), "language"),
        (Draft(TEXTS, EVERYONE, EARLIER), "past"),
        (Draft(TEXTS, Segment(unfinished="all"), LATER), "segment.unfinished"),
        (Draft(TEXTS, Segment(missing=("skck",)), LATER), "segment.missing"),
        (Draft(TEXTS, Segment(verdicts=("lulus",)), LATER), "segment.verdicts"),
        (Draft(TEXTS, Segment(languages=("jv",)), LATER), "segment.languages"),
        (Draft(TEXTS, Segment(channels=("radio",)), LATER), "segment.channels"),
        (Draft(TEXTS, EVERYONE, LATER, "K7QM-2FXP"), "unknown"),
    ],
)
async def test_what_cannot_be_written_is_said(town: Town, draft: Draft, why: str) -> None:
    now = town.clock.now()
    assert await refused(broadcast_written(draft, town.parts, town.sari, now, request="1")) == why


async def test_a_second_person_approves(town: Town) -> None:
    town.people(1)
    made, now = await town.draft(), town.clock.now()
    writer = town.staff("Tono", frozenset({"broadcaster"}))
    assert await refused(broadcast_approved(made.code, town.parts, town.sari, now)) == "same_person"
    assert await refused(broadcast_approved(made.code, town.parts, writer, now)) == "role"
    gone = replace(town.budi, disabled=True)
    assert await refused(broadcast_approved(made.code, town.parts, gone, now)) == "staff"
    approved = await broadcast_approved(made.code.lower(), town.parts, town.budi, now)
    again = await broadcast_approved(made.code, town.parts, town.budi, now)
    assert (approved.status, approved.approver, again) == ("approved", "Budi", approved)


async def test_a_reader_may_do_nothing(town: Town) -> None:
    town.people(1)
    made, now = await town.draft(), town.clock.now()
    reader = town.staff("Rina", frozenset({"reader"}))
    for act in (broadcast_started, broadcast_paused, broadcast_resumed, broadcast_stopped):
        assert await refused(act(made.code, town.parts, reader, now)) == "role"


async def test_it_is_sent_to_its_author_before_it_is_approved(town: Town) -> None:
    town.people(1)
    town.sari = town.staff("Dewi", ALL, "77")
    made, now = await town.draft(), town.clock.now()
    assert await refused(broadcast_approved(made.code, town.parts, town.budi, now)) == "untested"


async def test_who_approves_saw_what_they_approve(town: Town) -> None:
    town.people(1)
    made, now = await town.draft(), town.clock.now()
    other = Draft({"id": "Teks lain."}, EVERYONE, made.not_after)
    await broadcast_rewritten(made.code, other, town.parts, town.sari, now)
    late = broadcast_approved(made.code, town.parts, town.budi, now, seen=made.seen)
    assert await refused(late) == "seen"
    seen = (await broadcast_of(made.code, town.parts)).seen
    approved = await broadcast_approved(made.code, town.parts, town.budi, now, seen=seen)
    assert approved.status == "approved"


async def test_changed_after_the_approval_it_has_to_be_approved_again(town: Town) -> None:
    town.people(3)
    made, now = await town.draft(), town.clock.now()
    await broadcast_approved(made.code, town.parts, town.budi, now)
    other = Draft({"id": "Teks lain."}, Segment(languages=("id",)), made.not_after)
    changed = await broadcast_rewritten(made.code, other, town.parts, town.sari, now)
    assert (changed.status, changed.approver, changed.audience) == ("draft", "", 0)
    assert await refused(broadcast_started(made.code, town.parts, town.sari, now)) == "status.start"


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE broadcasts SET texts = \'{"id":"Transfer sekarang."}\'',
        'UPDATE broadcasts SET segment = \'{"languages":["id"]}\'',
        "UPDATE broadcasts SET not_after = not_after + 1",
        "DELETE FROM broadcast_recipients WHERE case_id = (SELECT max(id) FROM cases)",
        "UPDATE broadcast_recipients SET address_id = address_id + 1",
        ADDED,
    ],
)
async def test_what_was_changed_behind_the_approval_does_not_start(
    town: Town, statement: str
) -> None:
    town.people(3)
    made = await town.started()
    change(town, statement)
    for _ in range(3):
        await town.beat()
    found = await broadcast_of(made.code, town.parts)
    assert (found.status, found.paused_reason, town.got) == ("draft", "changed", [])


async def test_it_cools_off_and_can_be_stopped_until_then(town: Town) -> None:
    town.people(1)
    made, now = await town.draft(), town.clock.now()
    await broadcast_approved(made.code, town.parts, town.budi, now)
    started = await broadcast_started(made.code, town.parts, town.sari, now)
    assert started.starts_at == now + timedelta(minutes=5)
    await town.beat()
    assert town.got == []
    await broadcast_stopped(made.code, town.parts, town.budi, now)
    town.pass_by(timedelta(minutes=6))
    await town.beat()
    assert town.got == []


async def test_it_goes_out_at_its_time(town: Town) -> None:
    town.people(1)
    made, now = await town.draft(), town.clock.now()
    await broadcast_approved(made.code, town.parts, town.budi, now)
    when = When(now + timedelta(minutes=30))
    await broadcast_started(made.code, town.parts, town.sari, now, when)
    again = await broadcast_started(made.code, town.parts, town.sari, now, when)
    town.pass_by(timedelta(minutes=29))
    await town.beat()
    assert (again.status, town.got) == ("scheduled", [])
    town.pass_by(timedelta(minutes=1))
    assert (await town.through(made.code)).status == "done"
    assert len(town.got) == 1


async def test_a_time_that_is_past_is_refused(town: Town) -> None:
    town.people(1)
    made, now = await town.draft(), town.clock.now()
    await broadcast_approved(made.code, town.parts, town.budi, now)
    past = When(now - HOUR)
    doing = broadcast_started(made.code, town.parts, town.sari, now, past)
    assert await refused(doing) == "start_past"


async def test_what_cannot_be_through_in_time_is_refused(town: Town) -> None:
    town.people(30)
    now = town.clock.now()
    draft = Draft(TEXTS, EVERYONE, now + timedelta(seconds=1))
    made = await broadcast_written(draft, town.parts, town.sari, now, request="1")
    assert await refused(broadcast_approved(made.code, town.parts, town.budi, now)) == "late"
    later = Draft(TEXTS, EVERYONE, now + timedelta(seconds=3))
    await broadcast_rewritten(made.code, later, town.parts, town.sari, now)
    await broadcast_approved(made.code, town.parts, town.budi, now)
    late = When(cooling=timedelta(seconds=2))
    assert await refused(broadcast_started(made.code, town.parts, town.sari, now, late)) == "late"
    await broadcast_started(made.code, town.parts, town.sari, now, AT_ONCE)
    town.pass_by(timedelta(seconds=2))
    await town.beat()
    found = await broadcast_of(made.code, town.parts)
    assert (found.status, found.paused_reason, town.got) == ("paused", "late", [])


async def test_for_nobody_it_is_refused(town: Town) -> None:
    made, now = await town.draft(), town.clock.now()
    assert await refused(broadcast_approved(made.code, town.parts, town.budi, now)) == "nobody"


Act = Callable[..., Awaitable[object]]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (broadcast_started, "status.start"),
        (broadcast_paused, "status.pause"),
        (broadcast_resumed, "status.resume"),
    ],
)
async def test_what_does_not_fit_a_draft_is_refused(town: Town, act: Act, why: str) -> None:
    made, now = await town.draft(), town.clock.now()
    assert await refused(act(made.code, town.parts, town.sari, now)) == why


async def test_what_is_done_can_be_neither_changed_nor_stopped(town: Town) -> None:
    town.people(1)
    made = await town.started()
    await town.through(made.code)
    now, draft = town.clock.now(), Draft(TEXTS, EVERYONE, made.not_after)
    assert await refused(broadcast_stopped(made.code, town.parts, town.sari, now)) == "status.stop"
    rewriting = broadcast_rewritten(made.code, draft, town.parts, town.sari, now)
    assert await refused(rewriting) == "status.change"
    assert await refused(broadcast_approved(made.code, town.parts, town.budi, now)) == (
        "status.approve"
    )
