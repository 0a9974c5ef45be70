"""The server: real sockets around the world of chats."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from tests.telegram_server import control, people
from tests.telegram_server.clock import Clock
from tests.telegram_server.faults import Fault, Faults
from tests.telegram_server.ledger import Call, Ledger
from tests.telegram_server.listening import Listening, cut
from tests.telegram_server.methods import METHODS, WAITING_METHODS
from tests.telegram_server.methods.receiving import (
    delete_webhook,
    get_webhook_info,
    set_webhook,
)
from tests.telegram_server.params import Params, read_params
from tests.telegram_server.person import Person
from tests.telegram_server.refusals import (
    NO_SUCH_METHOD,
    UNAUTHORIZED,
    Refusal,
    too_many_requests,
)
from tests.telegram_server.webhook import Courier
from tests.telegram_server.world import Chat, World

TOKEN = "123456:TEST-token-of-no-bot"
_LARGEST_BODY = 60 * 1024 * 1024
_COURIER_METHODS = {
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}
_GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class TelegramServer(Listening):
    """A Bot API server for one bot. `async with TelegramServer() as server:` and it listens.

    `webhook_pace` scales the waits between deliveries to a failing webhook (1 is real time).
    """

    def __init__(
        self, token: str = TOKEN, *, webhook_pace: float = 1.0, seed: int = 1, port: int = 0
    ) -> None:
        self.token = token
        self.clock = Clock()
        self.world = World(token, self.clock)
        self.faults = Faults(self.clock, seed)
        self.courier = Courier(self.world.pending, self.perform, webhook_pace)
        super().__init__(port)

    @property
    def ledger(self) -> Ledger:
        """What was truly delivered."""
        return self.world.ledger

    def person(
        self, name: str = "Budi", language: str = "id", user_id: int | None = None
    ) -> Person:
        """Return a new person who may write to the bot."""
        return people.new_person(self.world, name, language, user_id)

    def group(self, title: str, by: Person) -> Chat:
        """Return a new group to which this person adds the bot."""
        return people.new_group(self.world, title, by)

    async def start(self) -> None:
        """Listen on loopback."""
        app = web.Application(client_max_size=_LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        control.add_routes(app, self)
        await self.listen(app)

    async def close(self) -> None:
        """End all deliveries, polls and held calls, then stop listening."""
        await self.courier.close()
        self.faults.clear()
        self.world.pending.interrupt()
        await super().close()

    async def perform(self, method: str, params: Params) -> object:
        """Carry out one method by its name and return its result; a Refusal when it may not."""
        name = method.lower()
        if (plain := METHODS.get(name)) is not None:
            return plain(self.world, params)
        if (waiting := WAITING_METHODS.get(name)) is not None:
            return await waiting(self.world, params)
        if (aiming := _COURIER_METHODS.get(name)) is not None:
            return aiming(self.world, self.courier, params)
        raise NO_SUCH_METHOD

    async def _answer(self, request: web.Request) -> web.Response:
        method, params = request.match_info["method"].lower(), Params()
        try:
            if request.match_info["token"] != self.token:
                raise UNAUTHORIZED
            params = await read_params(request)
            reply = await self._result(method, params)
        except Refusal as refusal:
            reply = _refused(refusal)
        status = 0 if reply is None else reply.status
        self.ledger.called(Call(self.clock.now(), method, params.text("chat_id"), status))
        return cut(request) if reply is None else reply

    async def _result(self, method: str, params: Params) -> web.Response | None:
        """Return the reply to send; None where the connection breaks instead."""
        fault = self.faults.strike(method, params.text("chat_id"))
        if fault is not None and fault.kind != "lost_reply":
            await _suffer(fault)
            if fault.kind == "reset":
                return None
            if fault.kind == "html":
                return web.Response(
                    status=fault.status, text=_GATEWAY_PAGE, content_type="text/html"
                )
        before = len(self.ledger.delivered)
        result = await self.perform(method, params)
        if fault is not None and fault.kind == "lost_reply":
            for entry in self.ledger.delivered[before:]:
                entry.replied = False
            return None
        return _json(HTTPStatus.OK, {"ok": True, "result": result})

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _refused(UNAUTHORIZED)
        for stored in self.world.files.values():
            if stored.path == request.match_info["path"]:
                return web.Response(body=stored.data, content_type="application/octet-stream")
        return _refused(Refusal(404, "Not Found"))


async def _suffer(fault: Fault) -> None:
    """Wait or fail before anything happened."""
    if fault.kind == "delay":
        await fault.sleep()
    elif fault.kind == "hold":
        await fault.released.wait()
    elif fault.kind == "too_many":
        raise too_many_requests(int(fault.seconds))
    elif fault.kind == "server_error":
        raise Refusal(fault.status, "Internal Server Error: restart")


def _json(status: int, body: object) -> web.Response:
    return web.Response(
        status=status, body=msgspec.json.encode(body), content_type="application/json"
    )


def _refused(refusal: Refusal) -> web.Response:
    reply = _json(refusal.code, refusal.body())
    if "retry_after" in refusal.parameters:
        reply.headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return reply
