"""One connection to a webhook, kept open: an update goes out, a status and a body come back."""

import asyncio
from typing import cast

import httptools

_HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    "X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
)


class Link(asyncio.Protocol):
    """Posts updates one after the other; opens itself again where the server closed."""

    def __init__(self, port: int, path: str, secret: str) -> None:
        self._port = port
        self._head = _HEAD.format(path=path, port=port, secret=secret).encode()
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""

    async def post(self, update: bytes) -> tuple[int, bytes]:
        """Post one update; status 0 where the connection broke before the reply."""
        loop = asyncio.get_running_loop()
        try:
            await self._open(loop)
        except OSError:
            return 0, b""
        assert self._transport is not None
        self._waiting = loop.create_future()
        self._transport.write(b"%b%d\r\n\r\n%b" % (self._head, len(update), update))
        return await self._waiting

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    async def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._transport is None or self._transport.is_closing():
            self._parser = httptools.HttpResponseParser(self)
            self._body = b""
            await loop.create_connection(lambda: self, "127.0.0.1", self._port)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's is no subclass

    def connection_lost(self, _problem: Exception | None) -> None:
        self._transport = None
        self._answer(0)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        self._answer(self._parser.get_status_code())

    def _answer(self, status: int) -> None:
        body, self._body = self._body, b""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((status, body))
