"""A bare aiohttp handler: state in a dict, nothing checked, nothing stored."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import msgspec
import uvloop
from aiohttp import web

from tests.bench.telegram.baselines.questions import END, NOTED, QUESTIONS, read, rows
from tests.bench.telegram.baselines.served import PATH, SECRET_HEADER, Wiring, listen, read_wiring

_JSON = {"Content-Type": "application/json"}


class Bare:
    """The whole bot."""

    def __init__(self, wiring: Wiring) -> None:
        self._api = f"{wiring.api}/bot{wiring.token}/"
        self._secret = wiring.secret.encode()
        self._answers: dict[int, dict[int, int]] = {}
        self._http: aiohttp.ClientSession | None = None

    async def opened(self, _app: web.Application) -> AsyncIterator[None]:
        """Keep one session as long as the server runs."""
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as self._http:
            yield

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one update."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        update = msgspec.json.decode(await request.read())
        if (query := update.get("callback_query")) is not None:
            await self._pressed(query)
        else:
            self._answers[update["message"]["chat"]["id"]] = {}
            await self._ask(update["message"]["chat"]["id"], 0)
        return web.Response()

    async def _pressed(self, query: dict[str, Any]) -> None:
        chat_id = query["message"]["chat"]["id"]
        number, option = read(query["data"])
        self._answers[chat_id][number] = option
        noted = self._call("answerCallbackQuery", callback_query_id=query["id"], text=NOTED)
        await asyncio.gather(noted, self._ask(chat_id, number + 1))

    async def _ask(self, chat_id: int, number: int) -> None:
        if number == len(QUESTIONS):
            await self._call("sendMessage", chat_id=chat_id, text=END)
            return
        markup = {"inline_keyboard": rows(number)}
        text = QUESTIONS[number]
        await self._call("sendMessage", chat_id=chat_id, text=text, reply_markup=markup)

    async def _call(self, method: str, **values: object) -> None:
        assert self._http is not None
        body = msgspec.json.encode(values)
        async with self._http.post(self._api + method, data=body, headers=_JSON) as reply:
            await reply.read()


def main() -> None:
    """Serve."""
    uvloop.install()
    wiring = read_wiring()
    bare = Bare(wiring)
    app = web.Application()
    app.cleanup_ctx.append(bare.opened)
    app.router.add_post(PATH, bare.receive)
    listen(app, wiring.port)


if __name__ == "__main__":
    main()
