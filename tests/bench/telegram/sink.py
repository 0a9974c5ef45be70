"""A Bot API that takes everything and remembers nothing, fast enough never to be the brake."""

import asyncio
from collections.abc import Callable
from functools import cached_property
from itertools import count
from typing import Any, cast
from urllib.parse import parse_qsl

import httptools
import msgspec

from tests.bench.telegram.contender import Button, Shown

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
_ME = (
    b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot",'
    b'"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}'
)
_TRUE = b'{"ok":true,"result":true}'
_MESSAGE = (
    b'{"ok":true,"result":{"message_id":%d,"date":1766000000,'
    b'"chat":{"id":%d,"type":"private","first_name":"B"},"text":"x"}}'
)
_LISTS = {"getupdates", "getmycommands"}
_FIXED = {
    "getme": _ME,
    "getmyname": b'{"ok":true,"result":{"name":""}}',
    "getmydescription": b'{"ok":true,"result":{"description":""}}',
    "getmyshortdescription": b'{"ok":true,"result":{"short_description":""}}',
    "getchatmenubutton": b'{"ok":true,"result":{"type":"default"}}',
    "getwebhookinfo": b'{"ok":true,"result":{"url":"","has_custom_certificate":false,'
    b'"pending_update_count":0}}',
    **dict.fromkeys(_LISTS, b'{"ok":true,"result":[]}'),
}


class Asked:
    """One call of the bot. Its body is read only where somebody looks."""

    def __init__(self, method: str, body: bytes, kind: bytes) -> None:
        self.method = method
        self._body = body
        self._kind = kind

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The parameters, objects among them still as JSON text where they came so."""
        if self._kind.startswith(b"application/json"):
            found: dict[str, Any] = msgspec.json.decode(self._body)
            return found
        if self._kind.startswith(b"multipart/"):
            return _multipart(self._body)
        return dict(parse_qsl(self._body.decode()))

    @property
    def chat_id(self) -> int:
        """The chat it names, 0 for none."""
        return int(self.fields.get("chat_id", 0))

    def markup(self) -> dict[str, Any]:
        """The inline keyboard, empty where there is none."""
        found = self.fields.get("reply_markup") or {}
        parsed: dict[str, Any] = msgspec.json.decode(found) if isinstance(found, str) else found
        return parsed

    def shown(self, message_id: int) -> Shown:
        """The message as a person sees it."""
        rows = self.markup().get("inline_keyboard", [])
        buttons = tuple(
            Button(button["text"], button.get("callback_data", ""))
            for row in rows
            for button in row
        )
        edited = self.method.startswith("edit")
        return Shown(message_id, str(self.fields.get("text", "")), buttons, edited)


def _multipart(body: bytes) -> dict[str, Any]:
    edge = body[: body.index(b"\r\n")]
    found: dict[str, Any] = {}
    for part in body.split(edge)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0]
        found[name.decode()] = value.removesuffix(b"\r\n").decode(errors="replace")
    return found


Hear = Callable[[Asked, int], None]


class Sink:
    """Answers every call and tells `hear` of those that reach a person."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._numbers = count(1000)
        self.calls = 0

    def reply(self, asked: Asked) -> bytes:
        """Return the body of the answer."""
        self.calls += 1
        if asked.method in {"sendmessage", "editmessagetext", "editmessagereplymarkup"}:
            number = int(asked.fields.get("message_id", 0)) or next(self._numbers)
            chat_id = asked.chat_id
            self._hear(asked, number)
            return _MESSAGE % (number, chat_id)
        if asked.method == "answercallbackquery":
            self._hear(asked, 0)
            return _TRUE
        return _FIXED.get(asked.method, _TRUE)

    async def listen(self) -> tuple[asyncio.Server, int]:
        """Listen on a free port of the loopback; return the server and the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Line(self), "127.0.0.1", 0, backlog=1024)
        return server, int(server.sockets[0].getsockname()[1])


class _Line(asyncio.Protocol):
    """One connection of the bot."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.WriteTransport | None = None
        self._begin()

    def _begin(self) -> None:
        self._url, self._kind, self._body = b"", b"", b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        lowered = name.lower()
        if lowered == b"content-type":
            self._kind = value
        elif lowered == b"expect" and self._transport is not None:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        method = self._url.partition(b"?")[0].rpartition(b"/")[2].decode().lower()
        reply = self._sink.reply(Asked(method, self._body, self._kind))
        if self._transport is not None:
            self._transport.write(_HEAD % (len(reply), reply))
        self._begin()
