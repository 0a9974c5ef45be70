"""The least HTTP client that a channel's message path needs: POST and GET, keep-alive, one host.

A general client spends three times as much on a call (`tests/bench/bench_wire.py`), and sending is
a third of a turn. It knows what a general one hides: whether a request had left when it failed.
"""

import asyncio
import ssl
from collections import deque
from urllib.parse import urlsplit

import httptools

MOST_ANSWER = 1 << 20
JSON = "application/json"


class NeverLeftError(OSError):
    """No connection: the request was not sent."""


class NoAnswerError(OSError):
    """The request was sent, and what became of it is not known."""


class Wire:
    """Connections to the host of `base`. `patience` is seconds for one call; more calls than
    `most` at once wait for a connection.
    """

    def __init__(self, base: str, patience: float, most: int) -> None:
        url = urlsplit(base)
        secure = url.scheme == "https"
        self._tls = ssl.create_default_context() if secure else None  # once: it takes milliseconds
        self._host, self._port = url.hostname or "", url.port or (443 if secure else 80)
        self._head = f" HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: "
        self._patience = patience
        self._room = asyncio.Semaphore(most)
        self._idle: deque[_Line] = deque()

    @staticmethod
    def path(base: str) -> str:
        """What `base` has after its host, without a slash at its end."""
        return urlsplit(base).path.rstrip("/")

    async def post(self, path: str, body: bytes, patience: float = 0.0, kind: str = JSON) -> bytes:
        """The body of the answer, whatever its status. Raises the two errors above.

        `patience` is this call's own; 0 is the client's. `kind` says what the body is.
        """
        head = f"POST {path}{self._head}{kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        request = head.encode() + body
        return (await self._ask(request, MOST_ANSWER, patience or self._patience))[1]

    async def get(self, path: str, most: int) -> tuple[int, bytes]:
        """The status and the body of the answer, of at most `most` bytes. Raises as `post`."""
        request = f"GET {path}{self._head}{JSON}\r\nContent-Length: 0\r\n\r\n".encode()
        return await self._ask(request, most, self._patience)

    async def _ask(self, request: bytes, most: int, patience: float) -> tuple[int, bytes]:
        """All within `patience`: waiting for room, connecting, and the answer."""
        end = asyncio.get_running_loop().time() + patience
        async with self._room:
            line = await self._line(end)
            line.most = most
            answer = await line.ask(request, end)
            if line.keeps:
                self._idle.append(line)
            return line.status, answer

    def close(self) -> None:
        """Ends idle connections."""
        while self._idle:
            self._idle.pop().hang_up()

    async def _line(self, end: float) -> "_Line":
        loop = asyncio.get_running_loop()
        if loop.time() >= end:
            raise NeverLeftError
        while self._idle:
            if (line := self._idle.pop()).open:
                return line
        try:
            async with asyncio.timeout_at(end):
                _, line = await loop.create_connection(_Line, self._host, self._port, ssl=self._tls)
        except (OSError, TimeoutError) as error:
            raise NeverLeftError from error
        return line


class _Line(asyncio.Protocol):
    """One connection: one question at a time."""

    def __init__(self) -> None:
        self.open, self.keeps = False, False
        self._loop = asyncio.get_running_loop()
        self._parts: list[bytes] = []
        self.most = self.status = self._size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.open = True
        self._transport = transport
        self._parser = httptools.HttpResponseParser(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self.open = False
        self._fail()

    async def ask(self, request: bytes, end: float) -> bytes:
        """The body of the answer, until the loop's time `end`. Raises `NoAnswerError`."""
        self._parts, self._size, self.keeps = [], 0, False
        self._answer: asyncio.Future[bytes] = self._loop.create_future()
        alarm = self._loop.call_at(end, self.hang_up)
        try:
            self._transport.write(request)  # type: ignore[attr-defined]  # a stream's transport
            return await self._answer
        except asyncio.CancelledError:
            self.hang_up()
            raise
        finally:
            alarm.cancel()

    def hang_up(self) -> None:
        """Ends the connection; who waits gets `NoAnswerError`."""
        self.open = False
        self._transport.abort()  # type: ignore[attr-defined]  # a stream's transport
        self._fail()

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.hang_up()

    def on_body(self, part: bytes) -> None:
        """The parser's: a piece of the body."""
        self._parts.append(part)
        self._size += len(part)
        if self._size > self.most:
            self.hang_up()

    def on_message_complete(self) -> None:
        """The parser's: the answer is whole."""
        self.status = self._parser.get_status_code()
        self.keeps = self.open and self._parser.should_keep_alive()
        if not self.keeps:
            self.open = False
            self._transport.close()
        if not self._answer.done():
            self._answer.set_result(b"".join(self._parts))

    def _fail(self) -> None:
        answer = getattr(self, "_answer", None)
        if answer is not None and not answer.done():
            answer.set_exception(NoAnswerError())
