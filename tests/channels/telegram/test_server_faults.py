"""Misfortune of the test server strikes whom it should, and the ledger knows the truth."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.telegram_server import TOKEN, Fault, TelegramServer

Json = dict[str, Any]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


async def send(server: TelegramServer, chat_id: int, text: str = "x") -> Json | int:
    """Return the body, or the HTTP status where there is no JSON; 0 for no reply."""
    body = {"chat_id": chat_id, "text": text}
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{server.url}/bot{TOKEN}/sendMessage", json=body) as reply,
        ):
            if reply.content_type != "application/json":
                return reply.status
            found: Json = await reply.json()
            return found
    except aiohttp.ClientError:
        return 0


async def test_a_pause_of_the_bot_holds_for_every_chat(server: TelegramServer) -> None:
    budi, ani = server.person("Budi"), server.person("Ani")
    server.faults.pause(30)
    for person in (budi, ani):
        assert await send(server, person.id) == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 30",
            "parameters": {"retry_after": 30},
        }
    server.clock.advance(30)
    await send(server, ani.id)
    assert [call.status for call in server.ledger.calls] == [429, 429, 200]


async def test_faults_strike_a_chat_so_many_times(server: TelegramServer) -> None:
    budi, ani = server.person("Budi"), server.person("Ani")
    server.faults.add(Fault("html", chat_id=budi.id, times=2, status=502))
    assert await send(server, ani.id) != 502
    assert [await send(server, budi.id) for _ in range(2)] == [502, 502]
    assert await send(server, budi.id) != 502


async def test_a_lost_reply_was_delivered_and_a_reset_was_not(server: TelegramServer) -> None:
    budi = server.person()
    server.faults.add(Fault("lost_reply"))
    assert await send(server, budi.id, "hilang") == 0
    server.faults.add(Fault("reset"))
    assert await send(server, budi.id, "putus") == 0
    found = [(entry.text, entry.replied) for entry in server.ledger.of(budi.id)]
    assert found == [("hilang", False)]


async def test_a_held_call_waits_until_it_is_released(server: TelegramServer) -> None:
    budi = server.person()
    fault = server.faults.add(Fault("hold", method="sendMessage"))
    held = asyncio.ensure_future(send(server, budi.id, "tertahan"))
    await fault.reached.wait()
    assert await send(server, budi.id, "lewat") != 0
    assert server.ledger.texts(budi.id) == ["lewat"]
    fault.release()
    await held
    assert server.ledger.texts(budi.id) == ["lewat", "tertahan"]


async def test_chance_is_seeded(server: TelegramServer) -> None:
    budi = server.person()

    async def outcomes(one: TelegramServer) -> list[bool]:
        one.faults.add(Fault("server_error", times=None, chance=0.4))
        found = [await send(one, budi.id) for _ in range(30)]
        return [isinstance(body, dict) and bool(body["ok"]) for body in found]

    async with TelegramServer() as other:
        other.person(user_id=budi.id)
        first, second = await outcomes(server), await outcomes(other)
    assert first == second
    assert 5 < first.count(False) < 25
