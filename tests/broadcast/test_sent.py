"""An announcement on its way: once to each, held at any moment, and ended when it is through."""

import pytest
from sqlalchemy import create_engine, text

from bot.delivery.outcome import Outcome
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.dialog.event import Inbound, Typed
from handlers.broadcast_moved import broadcast_paused, broadcast_resumed, broadcast_stopped
from handlers.broadcast_progress import broadcast_progress, broadcast_report
from handlers.broadcast_written import broadcast_of
from handlers.message_received import message_received
from storage.delivery import Delivery
from tests.broadcast.town import HOUR, TEXTS, Town, address


def change(town: Town, statement: str) -> None:
    engine = create_engine(town.url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


async def test_everybody_hears_it_once(either: Town) -> None:
    either.people(30)
    made = await either.started()
    done = await either.through(made.code)
    assert done.status == "done"
    assert len(either.times()) == 30
    assert set(either.times().values()) == {1}
    _, told = either.got[0]
    assert TEXTS["id"] in told
    assert f"https://pandu.example/cek/{made.code}" in told
    progress = await broadcast_progress(done, either.parts, either.clock.now())
    assert (progress.told, progress.doubtful) == ({"sent": 30}, 0)


async def test_paused_nothing_leaves_and_resumed_it_goes_on(either: Town) -> None:
    either.people(30)
    made = await either.started()
    await either.beat()
    await either.beat()
    some = len(either.got)
    assert 0 < some < 30
    now = either.clock.now()
    await broadcast_paused(made.code, either.parts, either.budi, now)
    await broadcast_paused(made.code, either.parts, either.budi, now)
    for _ in range(3):
        await either.beat()
    assert len(either.got) == some
    await broadcast_resumed(made.code, either.parts, either.sari, now)
    assert (await either.through(made.code)).status == "done"
    assert set(either.times().values()) == {1}
    assert len(either.got) == 30


async def test_stopped_the_rest_gets_nothing(town: Town) -> None:
    town.people(30)
    made = await town.started()
    await town.beat()
    await town.beat()
    some = len(town.got)
    stopped = await broadcast_stopped(made.code, town.parts, town.budi, town.clock.now())
    for _ in range(3):
        await town.beat()
    assert len(town.got) == some
    report = await broadcast_report(stopped, town.parts)
    assert len([row for row in report if row.what == "sent"]) == some
    assert {row.reason for row in report if row.what != "sent"} == {"broadcast stopped"}
    with pytest.raises(BroadcastRefusedError):
        await broadcast_resumed(made.code, town.parts, town.sari, town.clock.now())


async def test_who_stopped_blocked_or_left_since_the_approval_gets_nothing(town: Town) -> None:
    town.people(5)
    made = await town.started()
    change(town, "UPDATE cases SET stopped = 1 WHERE id = (SELECT min(id) FROM cases)")
    change(town, "UPDATE cases SET consented = 0 WHERE id = (SELECT max(id) FROM cases)")
    await town.store.block(address(2), town.clock.now())
    done = await town.through(made.code)
    assert len(town.got) == 2
    report = await broadcast_report(done, town.parts)
    why = [row.reason for row in report if row.what == "skipped"]
    assert sorted(why) == ["blocked", "stopped", "withdrawn"]


async def test_a_reply_does_not_wait_for_what_is_sent_to_many(town: Town) -> None:
    town.people(20)
    await town.started()
    await town.worker.round()
    await town.worker.round()
    now = town.clock.now()
    said = Inbound("1", address(4), Typed("bantuan"), now)
    heard = await message_received(said, town.parts, now)
    assert heard.lease  # its own commit lets it go out, though an earlier message is still open
    assert await town.store.claim("telegram", 1000, 100, now) == []
    bulk = await town.store.claim("telegram", 1000, 100, now, bulk=True)
    assert len(bulk) == 20


async def test_it_pauses_itself_where_too_many_are_refused(town: Town) -> None:
    town.people(60)
    town.answer = lambda _: Outcome("failed", reason="refused")
    made = await town.started()
    held = await town.through(made.code)
    assert (held.status, held.paused_reason) == ("paused", "failures")
    left = (await broadcast_progress(held, town.parts, town.clock.now())).told
    assert left["waiting"] > 0


async def test_people_who_left_are_no_reason_to_pause(town: Town) -> None:
    town.people(40)
    town.answer = lambda _: Outcome("failed", reason="blocked", blocked=True)
    made = await town.started()
    done = await town.through(made.code)
    assert done.status == "done"
    why = (await broadcast_progress(done, town.parts, town.clock.now())).why
    assert why == {"blocked": 40}


async def test_somebody_who_is_busy_is_told_afterwards_and_it_does_not_end_before(
    town: Town,
) -> None:
    town.people(5)
    waits = {"yes": True}

    def answer(delivery: Delivery) -> Outcome:
        busy = waits["yes"] and delivery.address == address(3)
        return Outcome("waiting", reason="busy") if busy else Outcome("sent", "1")

    town.answer = answer
    made = await town.started()
    for _ in range(12):
        await town.beat()
    assert len(town.got) == 4
    assert (await broadcast_of(made.code, town.parts)).status == "going"
    waits["yes"] = False
    assert (await town.through(made.code)).status == "done"
    assert len(town.got) == 5


async def test_after_its_last_moment_nothing_goes_out(town: Town) -> None:
    town.people(30)
    made = await town.started()
    await town.beat()
    await town.beat()
    some = len(town.got)
    town.pass_by(2 * HOUR)
    done = await town.through(made.code)
    report = await broadcast_report(done, town.parts)
    assert (len(town.got), done.status) == (some, "done")
    assert {row.reason for row in report if row.what != "sent"} == {"late"}


async def test_what_may_have_arrived_twice_is_counted(town: Town) -> None:
    town.people(10)
    doubted = {str(700_000_000 + each) for each in range(3)}

    def answer(delivery: Delivery) -> Outcome:
        who = delivery.address.external_id
        if who in doubted and not town.times()[who]:
            return Outcome("unknown", reason="no answer")
        return Outcome("sent", "1")

    town.answer = answer
    made = await town.started()
    done = await town.through(made.code)
    progress = await broadcast_progress(done, town.parts, town.clock.now())
    assert (progress.told, progress.doubtful) == ({"sent": 10}, 3)
    assert [town.times()[who] for who in sorted(doubted)] == [2, 2, 2]
