"""Against a real server: each way to fail is told by whether the letter may have left."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from bot.channels.email import lines
from bot.channels.email.limits import LINES
from bot.channels.email.lines import Envelope, Lines, Server, server_of
from bot.channels.email.outcomes import (
    BUSY,
    HANGING_UP,
    LATER,
    NEVER_LEFT,
    NO_ANSWER,
    NOBODY,
    REFUSED,
    REFUSES_US,
)
from bot.delivery.outcome import Outcome
from tests.channels.email.conftest import Mailbox

LETTER = Envelope("pandu@contoh.id", "siti@contoh.id", b"Subject: x\r\n\r\nisi\r\n")
SENT = Outcome("sent")


@pytest.fixture
async def carrier(mailbox: Mailbox) -> AsyncIterator[Lines]:
    found = Lines(server_of(mailbox.url, "contoh.id"), 1)
    yield found
    found.close()


async def test_one_connection_serves_many_letters(mailbox: Mailbox, carrier: Lines) -> None:
    assert [await carrier.send(LETTER) for _ in range(3)] == [SENT] * 3
    assert (mailbox.connections, mailbox.to) == (1, ["siti@contoh.id"] * 3)


@pytest.mark.parametrize(("command", "answer", "outcome"), [
    ("RCPT", "450 4.2.1 later", LATER), ("RCPT", "451 greylisted", LATER),
    ("RCPT", "550 5.1.1 unknown", NOBODY), ("RCPT", "550 no such user", NOBODY),
    ("RCPT", "550 5.7.1 blocked by policy", REFUSED), ("RCPT", "552 5.2.2 full", REFUSED),
    ("RCPT", "554 5.1.2 no such host", NOBODY),
    ("DATA", "452 4.3.1 no room", LATER), ("DATA", "554 5.7.1 spam", REFUSED),
    ("DATA", "550 refused", REFUSED), ("MAIL", "550 5.7.1 who are you", REFUSES_US),
    ("MAIL", "421 4.3.2 closing", HANGING_UP), ("RCPT", "421 4.3.2 closing", HANGING_UP),
])  # fmt: skip
async def test_a_refusal_is_told_and_the_next_letter_goes(
    mailbox: Mailbox, carrier: Lines, command: str, answer: str, outcome: Outcome
) -> None:
    mailbox.answers = {command: [answer]}
    assert await carrier.send(LETTER) == outcome
    assert await carrier.send(LETTER) == SENT
    assert len(mailbox.came) == 1


@pytest.mark.parametrize(("command", "outcome"), [
    ("MAIL", NEVER_LEFT), ("RCPT", NEVER_LEFT), ("DATA", NO_ANSWER),
])  # fmt: skip
async def test_a_lost_connection_is_unknown_once_the_letter_may_have_left(
    mailbox: Mailbox, carrier: Lines, command: str, outcome: Outcome
) -> None:
    mailbox.answers = {command: ["drop"]}
    assert await carrier.send(LETTER) == outcome
    assert await carrier.send(LETTER) == SENT


@pytest.mark.parametrize(("command", "outcome"), [("RCPT", NEVER_LEFT), ("DATA", NO_ANSWER)])
async def test_a_slow_server_is_not_waited_for_beyond_the_lease(
    mailbox: Mailbox,
    carrier: Lines,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    outcome: Outcome,
) -> None:
    monkeypatch.setattr(lines, "CALL_SECONDS", 0.2)
    mailbox.answers = {command: ["hang"]}
    assert await carrier.send(LETTER) == outcome
    assert await carrier.send(LETTER) == SENT


async def test_a_connection_that_died_meanwhile_is_made_anew(
    mailbox: Mailbox, carrier: Lines
) -> None:
    await carrier.send(LETTER)
    mailbox.hang_up()
    await asyncio.sleep(0)
    assert await carrier.send(LETTER) == SENT
    assert mailbox.connections == 2


async def test_where_nobody_listens_nothing_left() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{free.getsockname()[1]}"
        assert await Lines(server_of(url, "contoh.id")).send(LETTER) == NEVER_LEFT


async def test_when_all_lines_are_busy_a_letter_waits_its_turn(
    mailbox: Mailbox, carrier: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINE_SECONDS", 0.05)
    mailbox.answers = {"RCPT": ["hang"]}
    async with asyncio.TaskGroup() as group:
        first = group.create_task(carrier.send(LETTER))
        await asyncio.sleep(0)
        assert await carrier.send(LETTER) == BUSY
        mailbox.hang_up()
    assert first.result() == NEVER_LEFT


@pytest.mark.parametrize(("password", "outcome"), [("benar", SENT), ("salah", REFUSES_US)])
async def test_it_signs_in_where_it_has_a_name(
    mailbox: Mailbox, password: str, outcome: Outcome
) -> None:
    url = f"smtp://pandu:{password}@127.0.0.1:{mailbox.port}"
    carrier = Lines(server_of(url, "contoh.id"))
    assert await carrier.send(LETTER) == outcome
    carrier.close()


def test_the_url_says_whom_and_how() -> None:
    assert server_of("smtps://a%40b:p%3Aw@mail.id", "x.id") == Server(
        "mail.id", 465, "a@b", "p:w", tls=True, here="x.id"
    )
    assert server_of("smtp://mail.id", "x.id").port == 587
    assert LINES > 1


@pytest.mark.parametrize(("url", "start_tls"), [
    ("smtp://mail.id", None), ("smtp://a:b@mail.id", True), ("smtp://a:b@127.0.0.1", None),
    ("smtps://a:b@mail.id", None),
])  # fmt: skip
async def test_a_password_leaves_the_machine_over_tls_alone(url: str, start_tls: object) -> None:
    line = server_of(url, "x.id").line()
    assert line._start_tls_on_connect is start_tls  # noqa: SLF001 - nothing else tells
