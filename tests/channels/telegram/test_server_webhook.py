"""Deliveries of the test server: secret, order, repeats, and methods in the reply."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.telegram_server import TOKEN, TelegramServer
from tests.telegram_server.webhook import SECRET_HEADER

Json = dict[str, Any]


@dataclass
class Hook:
    """A webhook that notes what it gets and answers as the test wishes."""

    url: str = ""
    got: list[Json] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    reply: Callable[[Json], Awaitable[web.Response]] | None = None

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.headers.append(request.headers.get(SECRET_HEADER, ""))
        return web.Response() if self.reply is None else await self.reply(update)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


@pytest.fixture
async def server(hook: Hook) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(webhook_pace=0.001) as running:
        await call(running, "setWebhook", url=hook.url, secret_token="abc-DEF_1")
        yield running


async def call(server: TelegramServer, method: str, **values: object) -> Json:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{TOKEN}/{method}", json=values) as reply,
    ):
        found: Json = await reply.json()
        return found


async def drained(server: TelegramServer) -> None:
    """Wait until every update was taken, by pressing on the courier's own tasks."""
    while server.courier.busy:
        await asyncio.gather(*server.courier.busy)


async def test_the_secret_comes_with_each_update(server: TelegramServer, hook: Hook) -> None:
    server.person().says("Halo")
    await drained(server)
    assert hook.headers == ["abc-DEF_1"]
    assert hook.got[0]["message"]["text"] == "Halo"
    assert server.world.pending.updates == {}


@pytest.mark.parametrize("secret", ["ada spasi", "é", "x" * 257])
async def test_a_wrong_secret_is_not_taken(server: TelegramServer, hook: Hook, secret: str) -> None:
    refused = await call(server, "setWebhook", url=hook.url, secret_token=secret)
    assert refused["error_code"] == 400
    plain = await call(server, "setWebhook", url="http://example.org/hook")
    assert "HTTPS URL must be provided" in plain["description"]


async def test_failures_are_repeated_in_order(server: TelegramServer, hook: Hook) -> None:
    left = 3

    async def stumble(_update: Json) -> web.Response:
        nonlocal left
        left -= 1
        return web.Response(status=503 if left >= 0 else 200, headers={"Retry-After": "1"})

    hook.reply = stumble
    budi = server.person()
    budi.says("satu")
    budi.says("dua")
    await drained(server)
    assert [update["message"]["text"] for update in hook.got] == ["satu"] * 4 + ["dua"]
    assert [attempt.status for attempt in server.courier.attempts] == [503, 503, 503, 200, 200]
    info = (await call(server, "getWebhookInfo"))["result"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_a_press_and_a_message_of_one_person_come_at_once(
    server: TelegramServer, hook: Hook
) -> None:
    both = asyncio.Barrier(2)

    async def meet(_update: Json) -> web.Response:
        await both.wait()
        return web.Response()

    budi = server.person()
    keyboard = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}
    await call(server, "sendMessage", chat_id=budi.id, text="?", reply_markup=keyboard)
    hook.reply = meet
    budi.presses("Ya")
    budi.says("Halo")
    await drained(server)
    assert len(hook.got) == 2


async def test_connections_are_at_most_as_many_as_asked(server: TelegramServer, hook: Hook) -> None:
    now = most = 0

    async def count(_update: Json) -> web.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        for _ in range(20):
            await asyncio.sleep(0)
        now -= 1
        return web.Response()

    hook.reply = count
    await call(server, "setWebhook", url=hook.url, max_connections=3)
    for number in range(12):
        server.person(f"P{number}").says("Halo")
    await drained(server)
    assert (len(hook.got), now, most) == (12, 0, 3)


async def test_a_method_in_the_reply_is_performed(server: TelegramServer, hook: Hook) -> None:
    budi = server.person()

    async def answer(update: Json) -> web.Response:
        body = {"method": "sendMessage", "chat_id": budi.id, "text": update["message"]["text"]}
        return web.Response(text=json.dumps(body), content_type="application/json")

    hook.reply = answer
    budi.says("Gema")
    assert (await budi.reply()).text == "Gema"
    hook.reply = None
    budi.says("Diam")
    await drained(server)
    assert server.ledger.texts(budi.id) == ["Gema"]


async def test_a_refused_method_in_the_reply_harms_nothing(
    server: TelegramServer, hook: Hook
) -> None:
    async def answer(_update: Json) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": 1, "text": "x"})

    hook.reply = answer
    server.person().says("Halo")
    await drained(server)
    assert [attempt.status for attempt in server.courier.attempts] == [200]


async def test_an_update_can_come_again(server: TelegramServer, hook: Hook) -> None:
    server.person().says("Halo")
    await drained(server)
    number = hook.got[0]["update_id"]
    assert await server.courier.repeat(number, 5) == [200] * 5
    assert hook.got == hook.got[:1] * 6


async def test_what_lapsed_is_dropped_silently(server: TelegramServer, hook: Hook) -> None:
    async def never(_update: Json) -> web.Response:
        server.clock.advance(24 * 3600)
        return web.Response(status=500)

    hook.reply = never
    server.person().says("Halo")
    await drained(server)
    assert len(hook.got) == 1
    assert server.world.pending.updates == {}


async def test_pending_updates_go_to_polling_afterwards(server: TelegramServer, hook: Hook) -> None:
    await call(server, "deleteWebhook")
    server.person().says("Halo")
    found = await call(server, "getUpdates")
    assert [update["message"]["text"] for update in found["result"]] == ["Halo"]
    await call(server, "setWebhook", url=hook.url)
    await drained(server)
    assert [update["message"]["text"] for update in hook.got] == ["Halo"]
    await call(server, "deleteWebhook", drop_pending_updates=True)
