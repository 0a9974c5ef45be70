"""Where a reminder goes, and when nothing is said."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, insert, select

from bot.channels.email.limits import CAPABILITIES as MAIL
from bot.channels.email.limits import CHANNEL as EMAIL
from conversations.dialog.event import Address
from conversations.dialog.turn import Turn
from handlers.message_received import TooBusyError
from handlers.occasion_due import Happened, occasion_due
from storage.cases import Case, place
from storage.due import Due
from storage.schema import addresses, outbox, planned
from tests.reminders.conftest import Comes
from tests.storage.ledger import change
from tests.time_machine.machine import CHANNELS, SLUG, Worker, World

KEY, MAILBOX = "reminder:closing-24h", "rina@example.com"
DUE = datetime.fromisoformat("2025-12-21T16:00+07:00")


@pytest.fixture
def mailing(worker: Worker) -> Worker:
    """With mail among the channels."""
    worker.parts = replace(worker.parts, channels={**CHANNELS, EMAIL: MAIL})
    return worker


async def due(worker: Worker, now: datetime = DUE) -> Due:
    """The reminder a day before, leased, for the one who came."""
    await worker.reminders.round()
    worker.world.clock.moment = now
    (found,) = await worker.store.planning().claim(SLUG, 10, now)
    return found


async def with_mail(worker: Worker, talk: Address) -> None:
    """They confirmed an address."""
    case = await worker.store.case_of(talk, SLUG, worker.world.clock.now())
    row = {
        "id": 77,
        "applicant_id": case.applicant_id,
        "channel": EMAIL,
        "lookup": worker.store.lookup.of(f"address:{EMAIL}", MAILBOX),
        "sealed_id": case.seal.close(MAILBOX.encode(), place("address", 77)),
        "blocked_at": 0,
        "created_at": 1,
    }
    engine = create_engine(worker.world.url)
    with engine.begin() as connection:
        connection.execute(insert(addresses), row)
    engine.dispose()


def notices(world: World, *columns: str) -> Sequence[tuple[Any, ...]]:
    engine = create_engine(world.url)
    wanted = select(*(outbox.c[name] for name in columns)).where(outbox.c.kind == "notice")
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(wanted.order_by(outbox.c.seq))]
    engine.dispose()
    return found


async def test_to_the_chat_that_reaches_them(world: World, mailing: Worker, comes: Comes) -> None:
    await with_mail(mailing, await comes("rina"))
    happened = await occasion_due(await due(mailing), mailing.parts, DUE)
    assert happened.result == "said"
    assert notices(world, "channel", "key") == [("telegram", "reminder:closing-24h")]


async def test_a_closed_page_waits_and_a_mail_goes(
    world: World, mailing: Worker, comes: Comes
) -> None:
    talk = await comes("rina", "webchat")
    await with_mail(mailing, talk)
    happened = await occasion_due(await due(mailing), mailing.parts, DUE)
    page, mail = notices(world, "channel", "seq", "not_after", "address_id")
    assert (page[0], mail[0], mail[3]) == ("webchat", "email", 77)
    assert mail[1] == page[1] + 1
    night = datetime.fromisoformat("2025-12-21T21:00+07:00").timestamp() * 1000
    assert (page[2] > mail[2], mail[2]) == (True, night)
    assert happened.committed
    entries = await mailing.store.entries_after(talk, SLUG, 0, DUE)
    assert [e.message.key for e in entries if e.message][-1] == "reminder:closing-24h"
    after = await mailing.store.case_of(talk, SLUG, DUE)
    assert after.state.seq == mail[1]
    (letter,) = await mailing.store.claim(EMAIL, 1000, 10, DUE)
    assert (letter.address.external_id, letter.message.key) == (MAILBOX, KEY)


async def test_without_a_mail_the_page_waits_alone(
    world: World, worker: Worker, comes: Comes
) -> None:
    await with_mail(worker, await comes("rina", "webchat"))
    await occasion_due(await due(worker), worker.parts, DUE)
    assert notices(world, "channel") == [("webchat",)]


async def test_who_blocked_every_way_is_not_reached(
    world: World, worker: Worker, comes: Comes
) -> None:
    talk = await comes("rina")
    await worker.store.block(talk, DUE)
    happened = await occasion_due(await due(worker), worker.parts, DUE)
    assert happened == Happened("dropped", "unreachable")
    assert notices(world, "key") == []


async def test_only_a_mailbox_is_left(world: World, mailing: Worker, comes: Comes) -> None:
    talk = await comes("rina")
    await with_mail(mailing, talk)
    await mailing.store.block(talk, DUE)
    happened = await occasion_due(await due(mailing), mailing.parts, DUE)
    assert happened.result == "said"
    assert notices(world, "channel") == [("email",)]


async def test_who_stopped_is_told_nothing(world: World, worker: Worker, comes: Comes) -> None:
    talk = await comes("rina")
    found = await due(worker)
    case = await worker.store.case_of(talk, SLUG, DUE)
    state = replace(case.state, stopped=DUE.isoformat())
    assert await worker.store.commit_alone(case, Turn(state), DUE) == "done"
    assert await occasion_due(found, worker.parts, DUE) == Happened("dropped", "stopped")
    assert notices(world, "key") == []


async def test_who_was_erased_is_no_more(worker: Worker, comes: Comes) -> None:
    await comes("rina")
    found = await due(worker)
    keys = worker.world.url if "postgresql" in worker.world.url else f"{worker.world.url}.keys"
    change(keys, "DELETE FROM applicant_keys WHERE applicant_id != 0")
    fresh = Worker(worker.world)
    happened = await occasion_due(found, fresh.parts, DUE)
    assert (happened.result, happened.reason) == ("dropped", "unreachable")
    await fresh.store.close()


async def test_in_the_night_it_waits_for_the_morning(
    world: World, worker: Worker, comes: Comes
) -> None:
    """Planned for the afternoon, and nobody was there to say it until the night."""
    await comes("rina")
    night = datetime.fromisoformat("2025-12-20T22:00+07:00")
    until = datetime.fromisoformat("2025-12-21T09:00+07:00")
    await worker.reminders.round()
    times = f"due_at = {night.timestamp() * 1000:.0f}, not_after = {until.timestamp() * 1000:.0f}"
    change(world.url, f"UPDATE planned SET {times} WHERE occasion = '{KEY}'")  # noqa: S608 - ours
    found = await due(worker, night)
    assert await occasion_due(found, worker.parts, night) == Happened("later")
    morning = datetime.fromisoformat("2025-12-21T07:00+07:00")
    assert await worker.store.planning().next_due(SLUG) == morning


async def test_other_dates_than_this_process_knows(worker: Worker, comes: Comes) -> None:
    await comes("rina")
    found = await due(worker)
    change(worker.world.url, "UPDATE planned SET revision = 1 WHERE status = 'leased'")
    newer = Due(found.case_id, found.occasion, 1, found.due_at, found.not_after)
    assert await occasion_due(newer, worker.parts, DUE) == Happened("later")
    older = Due(found.case_id, found.occasion, -1, found.due_at, found.not_after)
    assert await occasion_due(older, worker.parts, DUE) == Happened("dropped", "superseded")


async def test_a_case_that_always_changes_is_left_for_later(
    worker: Worker, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await comes("rina")
    found = await due(worker)
    case = await worker.store.case_of(talk, SLUG, DUE)
    stale = replace(case, version=case.version - 1)

    async def always(*_: object) -> object:
        return stale

    monkeypatch.setattr(worker.store, "case_of", always)
    with pytest.raises(TooBusyError):
        await occasion_due(found, worker.parts, DUE)
    assert await worker.reminders.round() == {}


async def test_a_database_that_is_away_loses_nothing(
    world: World, worker: Worker, comes: Comes
) -> None:
    """What could not be stored is found again once its lease is over."""
    await comes("rina")
    await worker.reminders.round()
    change(world.url, "ALTER TABLE outbox RENAME COLUMN kind TO away")
    world.clock.moment = DUE
    assert sum((await worker.reminders.round()).values()) == 1
    change(world.url, "ALTER TABLE outbox RENAME COLUMN away TO kind")
    change(world.url, "UPDATE planned SET leased_until = 1 WHERE status = 'leased'")
    world.clock.moment = DUE + timedelta(minutes=1)
    await worker.round()
    assert [each.key for each in world.got] == ["reminder:closing-24h"]
    engine = create_engine(world.url)
    with engine.connect() as connection:
        wanted = select(planned.c.status).where(planned.c.occasion == KEY)
        assert connection.execute(wanted).scalars().all() == ["done"]
    engine.dispose()


async def test_one_that_fails_does_not_hold_the_others(
    world: World, worker: Worker, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = await comes("rina")
    await comes("bagus")
    await worker.reminders.round()
    kept = worker.store.case_of

    async def fails(address: Address, slug: str, now: datetime) -> Case:
        if address == bad:
            raise ZeroDivisionError
        return await kept(address, slug, now)

    monkeypatch.setattr(worker.store, "case_of", fails)
    world.clock.moment = DUE
    assert await worker.reminders.round() == {"said": 1, "failed": 1}
