"""What the webhook lets in: authentic updates, each once; everything else leaves no trace."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy import create_engine, func, select

from storage.schema import cases, inbox
from tests.channels.telegram.conftest import SECRET
from tests.running.program import Running
from tests.telegram_server import TelegramServer

HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def post(
    program: Running, body: bytes, secret: str | None = SECRET, **headers: str
) -> tuple[int, bytes]:
    if secret is not None:
        headers[HEADER] = secret
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{program.url}/webhooks/telegram", data=body, headers=headers) as reply,
    ):
        return reply.status, await reply.read()


def update(number: int, **content: object) -> bytes:
    return json.dumps({"update_id": number, **content}).encode()


def message(number: int, chat: int, text: str) -> bytes:
    sender = {"id": chat, "is_bot": False, "first_name": "Budi", "language_code": "id"}
    return update(
        number,
        message={
            "message_id": number,
            "date": 1_766_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": sender,
            "text": text,
        },
    )


def stored(program: Running) -> tuple[int, int]:
    """Numbers of events and of cases."""
    folder = program.app.state.settings.data_dir
    engine = create_engine(f"sqlite:///{folder / 'pandu.sqlite3'}")
    with engine.connect() as connection:
        found = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (inbox, cases)
        ]
    engine.dispose()
    return found[0], found[1]


@pytest.mark.parametrize("secret", [None, "", "wrong", "s\u00e9cret", "a" * 5000, f"{SECRET} "])
async def test_without_the_secret_nothing_is_stored(webhook: Running, secret: str | None) -> None:
    # aiohttp strips blanks around a header's value, as HTTP says
    if secret is not None and secret.strip() == SECRET:
        secret = f"{SECRET}-"
    assert await post(webhook, message(1, 5, "/start"), secret) == (401, b"")
    assert stored(webhook) == (0, 0)


async def test_forwarded_headers_are_no_credential(webhook: Running) -> None:
    spoofed = {"X-Forwarded-For": "149.154.167.220"}
    assert (await post(webhook, message(1, 5, "/start"), None, **spoofed))[0] == 401


async def test_a_long_body_is_refused_while_it_is_read(webhook: Running) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 1 << 26:
            sent += 1 << 16
            yield b"x" * (1 << 16)

    headers = {HEADER: SECRET}
    url = f"{webhook.url}/webhooks/telegram"
    async with aiohttp.ClientSession() as http:
        try:
            async with http.post(url, data=endless(), headers=headers) as reply:
                assert reply.status == 413
        except aiohttp.ClientOSError:
            pass  # the server had answered and closed before all was sent
    assert sent < 1 << 25


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"update_id": "x"}',
        b'{"update_id": NaN}',
        b'{"update_id": 1, "message": {"message_id": 1}}',
        message(1, 5, "x").replace(b"1766000000", b"9" * 17),
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"update_id": 1, "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
async def test_what_cannot_be_read_is_not_asked_for_again(webhook: Running, body: bytes) -> None:
    assert (await post(webhook, body))[0] == 200
    assert (await post(webhook, message(2, 5, "/start")))[0] == 200


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"poll_answer": {"x": 1}},
        {"message_reaction": {}},
        {"channel_post": {"message_id": 1}},
        {"message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, "game": {}}},
    ],
)
async def test_unknown_kinds_and_fields_are_passed_over(
    webhook: Running, content: dict[str, Any]
) -> None:
    assert (await post(webhook, update(1, **content)))[0] == 200
    assert stored(webhook) == (0, 0)


async def test_escapes_are_words(webhook: Running) -> None:
    body = message(1, 5, "x").replace(b'"x"', rb'"\u00e9 \ud83d\ude00"')
    assert (await post(webhook, body))[0] == 200
    assert stored(webhook) == (1, 1)


async def test_the_same_update_fifty_times_at_once(
    webhook: Running, server: TelegramServer
) -> None:
    budi = server.person("Budi")
    body = message(7, budi.id, "/start")
    done = await asyncio.gather(*(post(webhook, body) for _ in range(50)))
    assert {status for status, _ in done} == {200}
    assert stored(webhook) == (1, 1)
    await budi.sees(lambda seen: "setuju data" in seen.text)
    assert len(server.ledger.of(budi.id, "sent")) == 2


async def test_two_updates_of_one_person_at_once(webhook: Running, server: TelegramServer) -> None:
    budi = server.person("Budi")
    done = await asyncio.gather(
        *(post(webhook, message(number, budi.id, "halo")) for number in range(1, 21))
    )
    assert {status for status, _ in done} == {200}
    assert stored(webhook) == (20, 1)
    sent = await server.ledger.until(
        lambda: (found := server.ledger.of(budi.id, "sent"))[20:] and found
    )
    assert len(sent) == 21


async def test_hundreds_of_messages_get_one_polite_notice(
    webhook: Running, server: TelegramServer
) -> None:
    budi, ani = server.person("Budi"), server.person("Ani")
    bodies = [message(number, budi.id, "halo") for number in range(1, 101)]
    answers = [await post(webhook, body) for body in bodies]
    assert {status for status, _ in answers} == {200}
    assert len([body for _, body in answers if b"sangat cepat" in body]) == 1
    await post(webhook, message(200, ani.id, "/start"))
    await ani.sees(lambda seen: "setuju data" in seen.text)
