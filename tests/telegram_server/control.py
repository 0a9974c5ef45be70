"""The same power over HTTP, for a server that runs as its own process.

POST /control/person {"name", "language", "id"}         -> {"id"}
POST /control/act {"person", "act", "values"}           -> what the act returned
POST /control/faults {"kind", "method", "times", ...}   adds a fault; DELETE clears all
POST /control/pause {"seconds", "chat_id"}              429 until it is over
POST /control/clock {"seconds"}                         moves the time on
GET  /control/ledger?after=N&wait=S                     -> effects from number N on
"""

import base64
import contextlib
from typing import TYPE_CHECKING, Any

import msgspec
from aiohttp import web

from tests.telegram_server.faults import Fault

if TYPE_CHECKING:
    from tests.telegram_server.person import Person
    from tests.telegram_server.server import TelegramServer

_ACTS = ("says", "presses", "sends_document", "sends_photo", "blocks", "unblocks", "disappears")


class Control:
    """The handlers of one server."""

    def __init__(self, server: "TelegramServer") -> None:
        self._server = server
        self._people: dict[int, Person] = {}

    async def person(self, request: web.Request) -> web.Response:
        """Make a person."""
        body = await request.json()
        person = self._server.person(
            body.get("name", "Budi"), body.get("language", "id"), body.get("id")
        )
        self._people[person.id] = person
        return _reply({"id": person.id})

    async def act(self, request: web.Request) -> web.Response:
        """Let a person do something; `data` of files is base64."""
        body = await request.json()
        if body["act"] not in _ACTS:
            raise web.HTTPNotFound
        values: dict[str, Any] = body.get("values", {})
        if "data" in values:
            values["data"] = base64.b64decode(values["data"])
        return _reply(getattr(self._people[body["person"]], body["act"])(**values))

    async def fault(self, request: web.Request) -> web.Response:
        """Put a fault in force."""
        self._server.faults.add(Fault(**await request.json()))
        return _reply({})

    async def clear(self, _request: web.Request) -> web.Response:
        """End all faults."""
        self._server.faults.clear()
        return _reply({})

    async def pause(self, request: web.Request) -> web.Response:
        """Impose a pause."""
        self._server.faults.pause(**await request.json())
        return _reply({})

    async def clock(self, request: web.Request) -> web.Response:
        """Move the time on."""
        self._server.clock.advance(float((await request.json())["seconds"]))
        return _reply({"now": self._server.clock.now()})

    async def ledger(self, request: web.Request) -> web.Response:
        """Return the effects from a number on, waiting for the first if asked to."""
        after = int(request.query.get("after", 0))
        ledger = self._server.ledger
        with contextlib.suppress(TimeoutError):
            seconds = float(request.query.get("wait", 0))
            await ledger.until(lambda: ledger.delivered[after:], seconds)
        return _reply(ledger.delivered[after:])


def add_routes(app: web.Application, server: "TelegramServer") -> None:
    """Open the control paths on an application."""
    control = Control(server)
    app.router.add_post("/control/person", control.person)
    app.router.add_post("/control/act", control.act)
    app.router.add_post("/control/faults", control.fault)
    app.router.add_delete("/control/faults", control.clear)
    app.router.add_post("/control/pause", control.pause)
    app.router.add_post("/control/clock", control.clock)
    app.router.add_get("/control/ledger", control.ledger)


def _reply(found: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(found), content_type="application/json")
