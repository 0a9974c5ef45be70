"""A channel with a window: said freely within it, by a template outside, else elsewhere."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, select

from bot.channels.email.limits import CAPABILITIES as MAIL
from bot.channels.email.limits import CHANNEL as EMAIL
from bot.channels.whatsapp.limits import CHANNEL, capabilities
from conversations.dialog.event import Address
from handlers.occasion_due import Happened, occasion_due
from handlers.sent_elsewhere import sent_elsewhere
from storage.delivery import Delivery
from storage.schema import outbox
from tests.conversations.dialog.talk import edition
from tests.reminders.conftest import Comes
from tests.reminders.test_occasion_due import DUE, due, notices, with_mail
from tests.time_machine.machine import CHANNELS, SLUG, Worker, World

ALL = {**CHANNELS, CHANNEL: capabilities(250), EMAIL: MAIL}


@pytest.fixture
def everywhere(worker: Worker) -> Worker:
    worker.parts = replace(worker.parts, channels=ALL)
    return worker


async def came(worker: Worker, comes: Comes, hours: float) -> Address:
    """Somebody came by WhatsApp, and last spoke so many hours before the reminder."""
    talk = await comes("6281", CHANNEL)
    case = await worker.store.case_of(talk, SLUG, DUE)
    at = DUE - timedelta(hours=hours)
    await worker.store.windows().heard(CHANNEL, case.address_id, at)
    return talk


async def said(worker: Worker) -> Delivery:
    (delivery,) = await worker.store.claim(CHANNEL, 1000, 10, DUE)
    return delivery


async def test_within_the_window_and_outside_it_goes_with_its_template(
    everywhere: Worker, comes: Comes
) -> None:
    await came(everywhere, comes, 40)
    assert (await occasion_due(await due(everywhere), everywhere.parts, DUE)).result == "said"
    prepared = (await said(everywhere)).message.prepared
    assert prepared is not None
    assert prepared.name == "ppkukm_koperasi_2026_pengingat"
    assert prepared.values == (
        edition().texts["id"].title, "22 Desember 2025 pukul 16.00 WIB", "24 jam", "11",
    )  # fmt: skip


async def test_without_a_template_mail_is_used_outside_the_window(
    world: World, everywhere: Worker, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.reachable.template_for", lambda *_: None)
    talk = await came(everywhere, comes, 25)
    await with_mail(everywhere, talk)
    assert (await occasion_due(await due(everywhere), everywhere.parts, DUE)).result == "said"
    assert notices(world, "channel") == [(EMAIL,)]


async def test_without_either_it_is_told_that_nobody_is_reached(
    world: World, everywhere: Worker, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.reachable.template_for", lambda *_: None)
    await came(everywhere, comes, 25)
    happened = await occasion_due(await due(everywhere), everywhere.parts, DUE)
    assert happened == Happened("dropped", "unreachable")
    assert notices(world, "channel") == []


async def test_without_a_template_it_goes_within_the_window(
    world: World, everywhere: Worker, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.reachable.template_for", lambda *_: None)
    await came(everywhere, comes, 20)
    assert (await occasion_due(await due(everywhere), everywhere.parts, DUE)).result == "said"
    assert notices(world, "channel") == [(CHANNEL,)]


async def test_what_fails_there_goes_elsewhere_once_and_ends_when_it_was_to_end(
    world: World, everywhere: Worker, comes: Comes
) -> None:
    talk = await came(everywhere, comes, 40)
    await with_mail(everywhere, talk)
    await occasion_due(await due(everywhere), everywhere.parts, DUE)
    delivery = await said(everywhere)
    for _ in range(3):
        assert await sent_elsewhere(delivery, everywhere.parts, DUE)
    first, second = notices(world, "channel", "not_after", "key")
    assert (first[0], second[0]) == (CHANNEL, EMAIL)
    assert first[1:] == second[1:]
    (letter,) = await everywhere.store.claim(EMAIL, 1000, 10, DUE)
    assert letter.message.text == delivery.message.text


async def test_results_and_announcements_are_left_to_their_own(
    world: World, everywhere: Worker, comes: Comes
) -> None:
    talk = await came(everywhere, comes, 40)
    await with_mail(everywhere, talk)
    await occasion_due(await due(everywhere), everywhere.parts, DUE)
    delivery = await said(everywhere)
    for kind in ("result", "bulk"):
        assert not await sent_elsewhere(replace(delivery, kind=kind), everywhere.parts, DUE)
    assert len(notices(world, "channel")) == 1


async def test_without_another_way_nothing_more_is_said(
    world: World, everywhere: Worker, comes: Comes
) -> None:
    await came(everywhere, comes, 40)
    await occasion_due(await due(everywhere), everywhere.parts, DUE)
    assert not await sent_elsewhere(await said(everywhere), everywhere.parts, DUE)
    engine = create_engine(world.url)
    with engine.connect() as connection:
        statuses = connection.execute(select(outbox.c.kind, outbox.c.status)).all()
    engine.dispose()
    assert ("notice", "leased") in statuses
