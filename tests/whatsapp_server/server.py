"""The server: real sockets around people and the messages to them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import count
from typing import Any

from aiohttp import web

from tests.telegram_server.clock import Clock
from tests.telegram_server.listening import Listening, cut
from tests.whatsapp_server.courier import Courier
from tests.whatsapp_server.faults import Fault, Faults
from tests.whatsapp_server.ledger import Ledger
from tests.whatsapp_server.person import Person
from tests.whatsapp_server.rules import Refused, check

TOKEN = "EAAtest-token-of-no-account"
NUMBER = "106540352242922"
SECRET = "an-app-secret"
DAY = datetime.fromisoformat("2025-12-18T08:00+07:00").timestamp()
WINDOW = 24 * 3600.0
MEDIA_HOLDS = 300.0
Json = dict[str, Any]
_GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(slots=True, frozen=True)
class Stored:
    """Bytes that the platform keeps; `size` is what it says of them."""

    data: bytes
    mime: str
    size: int
    url: str = ""


class WhatsappServer(Listening):
    """A Cloud API for one number. `async with WhatsappServer() as server:` and it listens.

    `templates` are the approved ones: how many values each takes, by name and language.
    """

    def __init__(
        self, provider: str = "meta", *, pace: float = 0.05, seed: int = 1, port: int = 0
    ) -> None:
        super().__init__(port)
        self.provider, self.clock, self.ledger = provider, Clock(DAY), Ledger()
        self.faults = Faults(seed)
        self.courier = Courier(SECRET, provider, pace)
        self.people: dict[str, Person] = {}
        self.templates: dict[tuple[str, str], int] = {}
        self.media: dict[str, Stored] = {}
        self.fetched: list[str] = []
        self._numbers = count(1)

    @property
    def webhook(self) -> str:
        """Where what happens is brought."""
        return self.courier.webhook

    @webhook.setter
    def webhook(self, url: str) -> None:
        self.courier.webhook = url

    def person(self, name: str = "Budi", phone: str | None = None, user: str = "") -> Person:
        """Return a new person; with `phone` "" they hide it."""
        number = f"62811{next(self._numbers):07}" if phone is None else phone
        person = Person(self, name, number, user)
        self.people |= dict.fromkeys(person.names, person)
        return person

    def keep(self, data: bytes, mime: str, *, size: int | None = None, url: str = "") -> str:
        """Store a file; `size` and `url` are what is claimed of it, where that is not the truth."""
        media_id = str(1_000_000 + next(self._numbers))
        self.media[media_id] = Stored(data, mime, len(data) if size is None else size, url)
        return media_id

    def new_id(self) -> str:
        """Return the id of a message."""
        return f"wamid.HBgMNjI4MTE{next(self._numbers):06}"

    async def start(self) -> None:
        """Listen on loopback."""
        app = web.Application(client_max_size=64 << 20)
        number = "" if self.provider == "360dialog" else f"/{NUMBER}"
        app.router.add_post(f"{number}/messages", self._messages)
        app.router.add_post(f"{number}/media", self._media)
        app.router.add_get("/whatsapp_business/attachments/", self._bytes)
        app.router.add_get("/{media:[0-9]+}", self._where)
        await self.listen(app)

    async def close(self) -> None:
        """End all deliveries and held calls, then stop listening."""
        self.faults.clear()
        await self.courier.close()
        await super().close()

    def tells(self, entry_id: str, to: str, status: str, mark: str, code: int = 0) -> None:
        """Bring one status."""
        told: Json = {
            "id": entry_id,
            "status": status,
            "timestamp": str(int(self.clock.now())),
            "recipient_id": to,
        }
        told |= {"biz_opaque_callback_data": mark} if mark else {}
        told |= {"errors": [{"code": code, "title": "x"}]} if code else {}
        self.courier.bring(entry_id, {"statuses": [told]})

    async def _messages(self, request: web.Request) -> web.Response:
        body = json.loads(await request.read())
        to = str(body.get("to") or body.get("recipient") or "")
        try:
            self._known(request)
            reply = await self._sent(body, to)
        except Refused as refused:
            reply = web.json_response(refused.body(), status=refused.status)
        self.ledger.called(self.clock.now(), "messages", reply.status if reply else 0)
        return reply or cut(request)

    async def _sent(self, body: Json, to: str) -> web.Response | None:
        """Return the reply; None where the connection breaks instead."""
        fault = self.faults.strike(to)
        if fault and fault.kind != "lost_reply":
            if fault.kind in {"reset", "html"}:
                html = web.Response(status=502, text=_GATEWAY_PAGE, content_type="text/html")
                return html if fault.kind == "html" else None
            await _suffer(fault)
        check(body)
        self._approved(body)
        entry = self.ledger.record(self.clock.now(), to, self.new_id(), body)
        if fault:
            entry.replied = False
        self._statuses(entry.id, to, entry.mark, body)
        whom = {"input": to, "wa_id" if to.isdecimal() else "user_id": to}
        shape = {"messaging_product": "whatsapp", "contacts": [whom]}
        reply = {**shape, "messages": [{"id": entry.id}]}
        return None if fault and fault.kind == "lost_reply" else web.json_response(reply)

    def _statuses(self, entry_id: str, to: str, mark: str, body: Json) -> None:
        person = self.people.get(to)
        if person is None or not person.reachable:
            self._undo(entry_id)
            self.tells(entry_id, to, "failed", mark, 131026)
        elif body["type"] != "template" and self.clock.now() - person.heard_at > WINDOW:
            self._undo(entry_id)
            self.tells(entry_id, to, "failed", mark, 131047)
        else:
            for status in person.habits:
                self.tells(entry_id, to, status, mark)

    def _undo(self, entry_id: str) -> None:
        """It was taken and never arrived."""
        entry = next(each for each in self.ledger.delivered if each.id == entry_id)
        entry.to = ""

    def _approved(self, body: Json) -> None:
        if body["type"] == "template":
            template = body["template"]
            takes = self.templates.get((template["name"], template["language"]["code"]))
            if takes is None:
                raise Refused(132001, 404)
            parts = [p for p in template["components"] if p["type"] == "body"]
            if takes != sum(len(part["parameters"]) for part in parts):
                raise Refused(132000)
        elif body["type"] == "image" and body["image"]["id"] not in self.media:
            raise Refused(131009)

    async def _media(self, request: web.Request) -> web.Response:
        self._known(request)
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        assert form["messaging_product"] == "whatsapp"
        media_id = self.keep(file.file.read(), file.content_type)
        self.ledger.called(self.clock.now(), "media", HTTPStatus.OK)
        return web.json_response({"id": media_id})

    async def _where(self, request: web.Request) -> web.Response:
        media_id = request.match_info["media"]
        stored = self.media.get(media_id)
        if stored is None or not self._has_key(request):
            refused = Refused(100 if stored is None else 190, 400 if stored is None else 401)
            return web.json_response(refused.body(), status=refused.status)
        host = "https://lookaside.fbsbx.com" if self.provider == "360dialog" else self.url
        until = int(self.clock.now() + MEDIA_HOLDS)
        own = f"{host}/whatsapp_business/attachments/?mid={media_id}&ext={until}"
        return web.json_response(
            {
                "url": stored.url or own,
                "mime_type": stored.mime,
                "sha256": hashlib.sha256(stored.data).hexdigest(),
                "file_size": stored.size,
                "id": media_id,
            }
        )

    async def _bytes(self, request: web.Request) -> web.Response:
        stored = self.media.get(request.query["mid"])
        if stored is None or not self._has_key(request):
            return web.Response(status=401)
        if self.clock.now() > int(request.query["ext"]):
            return web.Response(status=404)
        self.fetched.append(request.query["mid"])
        return web.Response(body=stored.data, content_type=stored.mime)

    def _known(self, request: web.Request) -> None:
        if not self._has_key(request):
            raise Refused(190, 401)

    def _has_key(self, request: web.Request) -> bool:
        if self.provider == "360dialog":
            return request.headers.get("D360-API-KEY") == TOKEN
        return request.headers.get("Authorization") == f"Bearer {TOKEN}"


async def _suffer(fault: Fault) -> None:
    """Wait or fail before anything happened."""
    if fault.kind == "hold":
        await fault.released.wait()
    elif fault.kind == "error":
        raise Refused(fault.code, fault.status)
