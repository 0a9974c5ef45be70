"""Whom a segment names, where each is reached, and who is left out and why."""

from datetime import timedelta

from msgspec.structs import replace

from conversations.broadcast.segment import Segment
from conversations.dialog.event import Address, Inbound, Typed
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from handlers.broadcast_outlook import Outlook, broadcast_outlook
from handlers.broadcast_progress import broadcast_progress
from handlers.broadcast_written import broadcast_of
from storage.segments import Aim, Reached
from tests.broadcast.test_sent import change
from tests.broadcast.town import EVERYONE, Town, address
from tests.time_machine.machine import CHANNELS, SLUG


async def comes(town: Town, who: Address, **facts: object) -> None:
    """Somebody who agreed, as they are now."""
    agreed = State(consent=town.clock.now().isoformat(), seq=2)
    state = replace(agreed, **facts)
    async with town.store.lane(who):
        now = town.clock.now()
        case = await town.store.case_of(who, SLUG, now)
        said = Inbound(f"{who.external_id} {now}", who, Typed("halo"), now)
        turn = Turn(state, (Message(state.seq, "hello", "Halo"),), "halo", 1)
        await town.store.commit(case, said, turn, now)


async def reached(town: Town, segment: Segment) -> list[Reached]:
    return await town.store.announcing.audience(Aim(SLUG, segment, CHANNELS))


async def test_a_segment_reads_what_is_open(either: Town) -> None:
    await comes(either, address(1), verdict="eligible", progress="checked", missing="cv,ijazah")
    await comes(either, address(2), verdict="not_eligible", progress="checked", language="en")
    await comes(either, address(3), verdict="needs_info", progress="checking", missing="ijazah")
    sent = {"form_sent": "2025-12-19T05:00Z"}
    await comes(either, address(4), verdict="eligible", progress="checked", **sent)
    await comes(either, address(5), progress="checked", missing="akta")
    await comes(either, address(6), consent="")
    cases = [
        (EVERYONE, 5),
        (Segment(unfinished="check"), 1),
        (Segment(unfinished="form"), 4),
        (Segment(missing=("cv",)), 1),
        (Segment(missing=("cv", "ijazah")), 2),
        (Segment(missing=("ktp",)), 0),
        (Segment(verdicts=("eligible",)), 2),
        (Segment(verdicts=("eligible", "needs_info")), 3),
        (Segment(languages=("en",)), 1),
        (Segment(languages=("en",), verdicts=("eligible",)), 0),
    ]
    for segment, count in cases:
        assert len(await reached(either, segment)) == count, segment


async def test_each_is_reached_where_they_spoke_last_and_a_message_comes_by_itself(
    town: Town,
) -> None:
    web = Address("webchat", "rina")
    await comes(town, web)
    found = await reached(town, EVERYONE)
    assert [each.channel for each in found] == ["webchat"]
    change(
        town,
        "INSERT INTO addresses (id, applicant_id, channel, lookup, sealed_id, blocked_at,"
        " created_at) SELECT 9, applicant_id, 'telegram', x'09', sealed_id, 0, 1 FROM addresses",
    )
    found = await reached(town, EVERYONE)
    assert [(each.channel, each.address_id) for each in found] == [("telegram", 9)]
    change(town, "UPDATE addresses SET blocked_at = 5 WHERE id = 9")
    assert [each.channel for each in await reached(town, EVERYONE)] == ["webchat"]


async def test_who_is_not_reached_is_told_with_the_reason(town: Town) -> None:
    await comes(town, address(1))
    await comes(town, address(2), stopped="2025-12-19T05:00:00+00:00")
    await comes(town, address(3))
    await town.store.block(address(3), town.clock.now())
    await comes(town, Address("webchat", "rina"))
    await comes(town, Address("radio", "tono"))
    made = await town.draft()
    outlook: Outlook = await broadcast_outlook(made, town.parts, town.clock.now())
    assert outlook.reached == 2
    assert outlook.forecast.returning == 1
    assert outlook.unreached == {"stopped": 1, "blocked": 1, "unreachable": 1}
    assert outlook.forecast.ends == town.clock.now() + timedelta(seconds=1)
    only = await town.draft(Segment(channels=("webchat",)))
    assert (await broadcast_outlook(only, town.parts, town.clock.now())).reached == 1


async def test_who_only_has_a_closed_page_finds_it_on_their_return(town: Town) -> None:
    web = Address("webchat", "rina")
    await comes(town, web)
    made = await town.started()
    assert (await town.through(made.code)).status == "done"
    done = await broadcast_of(made.code, town.parts)
    progress = await broadcast_progress(done, town.parts, town.clock.now())
    assert progress.told == {"returning": 1}
    entries = await town.store.entries_after(web, SLUG, 0, town.clock.now())
    assert made.code in (entries[-1].message.text if entries[-1].message else "")
    await town.store.pause("another channel", 0)
    progress = await broadcast_progress(done, town.parts, town.clock.now())
    assert progress.told == {"sent": 1}
