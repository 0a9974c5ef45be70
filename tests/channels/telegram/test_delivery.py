"""Replies meet a platform that fails: nothing is lost, and what is unknown is counted."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from conversations.dialog.event import Inbound, Typed
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.schema import addresses, outbox, quarantine
from storage.store import Committed
from tests.channels.telegram.conftest import telegram
from tests.running.program import Running, running
from tests.telegram_server import Fault, Person, TelegramServer


def ledger(program: Running) -> list[tuple[str, str, int]]:
    """Status, reason and attempts of every row, in order."""
    folder = program.app.state.settings.data_dir
    engine = create_engine(f"sqlite:///{folder / 'pandu.sqlite3'}")
    columns = (outbox.c.status, outbox.c.reason, outbox.c.attempts)
    with engine.connect() as connection:
        found = connection.execute(select(*columns).order_by(outbox.c.created_at, outbox.c.seq))
        rows = [(row.status, row.reason, row.attempts) for row in found]
    engine.dispose()
    return rows


async def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Waits for something that only the database shows."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - another thread writes, and nothing tells of it
            await asyncio.sleep(0.02)


async def greeted(person: Person) -> None:
    person.says("/start")
    await person.sees(lambda seen: "setuju data" in seen.text)


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [
        (Fault("server_error", method="sendMessage"), 1),
        (Fault("html", method="sendMessage", status=502), 2),
        (Fault("reset", method="sendMessage"), 2),
        (Fault("lost_reply", method="sendMessage"), 2),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
async def test_a_failed_call_is_made_good(
    webhook: Running, server: TelegramServer, fault: Fault, attempts: int
) -> None:
    budi = server.person("Budi")
    await greeted(budi)
    await until(lambda: {row[0] for row in ledger(webhook)} == {"sent"})
    server.faults.add(replace(fault))
    budi.says("ringkasan")
    await until(lambda: len(ledger(webhook)) == 3 and ledger(webhook)[-1][0] == "sent")
    _, reason, counted = ledger(webhook)[-1]
    assert reason
    assert counted == attempts
    delivered = len(server.ledger.of(budi.id, "sent"))
    assert delivered == (4 if fault.kind == "lost_reply" else 3)


async def test_a_second_unknown_outcome_stays_unknown(
    webhook: Running, server: TelegramServer
) -> None:
    budi = server.person("Budi")
    await greeted(budi)
    server.faults.add(Fault("lost_reply", method="sendMessage", times=2))
    budi.says("ringkasan")
    await until(lambda: [row[0] for row in ledger(webhook)] == ["sent", "sent", "unknown"])
    budi.says("ringkasan")
    await until(lambda: [row[0] for row in ledger(webhook)][3:] == ["sent"])


async def test_nothing_is_asked_of_the_platform_in_a_pause(
    webhook: Running, server: TelegramServer
) -> None:
    budi, ani = server.person("Budi"), server.person("Ani")
    await greeted(budi)
    server.faults.add(Fault("too_many", method="sendMessage", chat_id=budi.id, seconds=2))
    budi.says("ringkasan")
    refused = await server.ledger.until(
        lambda: next((c for c in server.ledger.calls if c.status == 429), None)
    )
    ani.says("/start")
    await ani.sees(lambda seen: "setuju data" in seen.text)
    inside = [
        call
        for call in server.ledger.calls
        if refused.at < call.at < refused.at + 1.9 and call.method == "sendmessage"
    ]
    assert inside == []
    await until(lambda: {row[0] for row in ledger(webhook)} == {"sent"})
    assert ledger(webhook)[2][2] == 1


async def test_who_blocked_the_bot_is_left_alone_until_they_return(
    webhook: Running, server: TelegramServer
) -> None:
    budi = server.person("Budi")
    await greeted(budi)
    budi.chat.standing = "blocked"
    budi.says("ringkasan")
    await until(lambda: ledger(webhook)[-1][:2] == ("failed", "blocked"))
    await until(lambda: blocked(webhook))
    budi.unblocks()
    await until(lambda: not blocked(webhook))
    budi.says("ringkasan")
    await budi.sees(lambda seen: seen.kind == "sent")


async def test_a_vanished_account_holds_nobody(webhook: Running, server: TelegramServer) -> None:
    budi, ani = server.person("Budi"), server.person("Ani")
    await greeted(budi)
    budi.disappears()
    budi.says("ringkasan")
    await greeted(ani)
    await until(lambda: ("failed", "deactivated", 1) in ledger(webhook))


async def test_messages_of_one_person_keep_their_order(
    webhook: Running, server: TelegramServer
) -> None:
    budi = server.person("Budi")
    await greeted(budi)
    held = server.faults.add(Fault("hold", method="sendMessage", chat_id=budi.id))
    budi.says("ringkasan")
    await held.reached.wait()
    budi.says("konvensi")
    await until(lambda: len(ledger(webhook)) == 4)
    assert ledger(webhook)[-1][0] == "waiting"
    held.release()
    await until(lambda: {row[0] for row in ledger(webhook)} == {"sent"})


async def test_a_message_that_can_no_longer_be_edited_is_sent_anew(
    webhook: Running, server: TelegramServer
) -> None:
    budi = server.person("Budi")
    await greeted(budi)
    for label in ("Setuju", "Sudah saya baca"):
        budi.presses(label)
        await budi.sees(lambda seen: seen.kind == "sent" and bool(seen.buttons))
    question = budi.screen()[-1]
    query = budi.presses("Belum tahu", question)
    del budi.chat.messages[question["message_id"]]
    await budi.answer(query)
    seen = await budi.sees(lambda seen: "pendidikan" in seen.text)
    assert seen.kind == "sent"


async def test_a_restart_sends_what_was_waiting(server: TelegramServer, tmp_path: Path) -> None:
    budi = server.person("Budi")
    settings = telegram(server, "polling")
    async with running(tmp_path, **settings) as program:
        await greeted(budi)
        server.faults.add(Fault("server_error", method="sendMessage", times=None))
        budi.says("ringkasan")
        await until(lambda: ledger(program)[-1][:2] == ("waiting", "server error"))
    server.faults.clear()
    async with running(tmp_path, **settings) as program:
        await until(lambda: {row[0] for row in ledger(program)} == {"sent"})


def poisoned(monkeypatch: pytest.MonkeyPatch, harm: Callable[[], Awaitable[None]]) -> None:
    """Makes a handler suffer `harm` at the word "racun"."""

    async def received(event: Inbound, parts: Parts, now: datetime) -> Committed:
        if isinstance(event.said, Typed) and event.said.text == "racun":
            await harm()
        return await message_received(event, parts, now)

    monkeypatch.setattr("bot.channels.telegram.hear.message_received", received)
    monkeypatch.setattr("bot.channels.telegram.hear.PATIENCE", 0.3)
    monkeypatch.setattr("bot.channels.telegram.polling.RETRY", 0.01)


async def raising() -> None:
    raise ZeroDivisionError


async def hanging() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("harm", "reason"), [(raising, "ZeroDivisionError"), (hanging, "TimeoutError")]
)
async def test_poison_is_set_aside_after_three_tries_and_holds_nobody(
    pandu: Running,
    server: TelegramServer,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[], Awaitable[None]],
    reason: str,
) -> None:
    poisoned(monkeypatch, harm)
    budi, ani = server.person("Budi"), server.person("Ani")
    await greeted(budi)
    budi.says("racun")
    ani.says("/start")
    await ani.sees(lambda seen: "setuju data" in seen.text, 2)
    budi.says("ringkasan")
    await budi.sees(lambda seen: seen.kind == "sent")
    assert aside(pandu) == [(3, reason)]


def aside(program: Running) -> list[tuple[int, str]]:
    folder = program.app.state.settings.data_dir
    engine = create_engine(f"sqlite:///{folder / 'pandu.sqlite3'}")
    with engine.connect() as connection:
        found = [(row.tries, row.reason) for row in connection.execute(select(quarantine))]
    engine.dispose()
    return found


def blocked(program: Running) -> bool:
    folder = program.app.state.settings.data_dir
    engine = create_engine(f"sqlite:///{folder / 'pandu.sqlite3'}")
    with engine.connect() as connection:
        found = connection.execute(select(addresses.c.blocked_at)).scalar_one()
    engine.dispose()
    return bool(found)
