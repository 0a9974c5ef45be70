"""Our server's HTTP: what is posted at a door goes straight to it, the answer back in one piece.

ASGI would make a scope, two messages and three more coroutines of each request. What is not as a
platform's posts are (another method, an upgrade, requests in advance) takes uvicorn's own way.
"""

import asyncio
import logging
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from bot.doors import Door, Program

_UNHEARD = asyncio.Event()
log = logging.getLogger(__name__)


class Straight(HttpToolsProtocol):
    """One connection."""

    def on_headers_complete(self) -> None:
        """The parser's: everything before the body is there."""
        if door := self._door():
            self.cycle = Errand(self, door)  # type: ignore[assignment]  # what is asked of one
        else:
            super().on_headers_complete()

    def _door(self) -> Door | None:
        """Where the request may go straight to; None behind another one that is not answered."""
        free = self.cycle is None or self.cycle.response_complete
        program, parser = self.config.app, self.parser
        plain = parser.get_method() == b"POST" and parser.get_http_version() == "1.1"
        if not (free and plain) or parser.should_upgrade() or self.expect_100_continue:
            return None
        doors = program.doors if isinstance(program, Program) else {}
        door = doors.get(self.url.decode("latin-1"))
        return door if isinstance(door, Door) else None

    def on_body(self, body: bytes) -> None:
        """The parser's: a piece of the body."""
        if isinstance(self.cycle, Errand):
            self.cycle.grow(body)
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The parser's: the request is whole."""
        if isinstance(self.cycle, Errand):
            self.cycle.begin()
        else:
            super().on_message_complete()


class Errand:
    """One request on its way to a door and back, as its connection sees it."""

    message_event = _UNHEARD

    def __init__(self, line: Straight, door: Door) -> None:
        self._line, self._door = line, door
        self._parts: list[bytes] = []
        self._size = 0
        self.keep_alive = line.parser.should_keep_alive()
        self.disconnected = self.response_complete = False
        if status := door.refused(line.headers):
            self._answer(status, b"")

    def grow(self, part: bytes) -> None:
        """More of the body; what is refused by now is read past."""
        if self.response_complete:
            return
        self._parts.append(part)
        self._size += len(part)
        if self._size > self._door.most_body:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"")

    def begin(self) -> None:
        """The body is whole."""
        if not self.response_complete:
            task = self._line.loop.create_task(self._run())
            self._line.tasks.add(task)
            task.add_done_callback(self._line.tasks.discard)

    async def _run(self) -> None:
        try:
            status, body = await self._door.taken(b"".join(self._parts))
        except Exception as error:  # noqa: BLE001 - one request never ends the server
            status, body = _failed(error), b""
        if not self.disconnected:
            self._answer(status, body)

    def _answer(self, status: int, body: bytes) -> None:
        self.response_complete = True
        self._parts = []
        line = self._line
        head = [STATUS_LINE[status]]
        head += [b"%b: %b\r\n" % header for header in line.server_state.default_headers]
        head.append(b"content-type: application/json\r\ncontent-length: %d\r\n" % len(body))
        head.append(b"\r\n" if self.keep_alive else b"connection: close\r\n\r\n")
        line.transport.write(b"".join((*head, body)))
        if not self.keep_alive:
            line.transport.close()
        line.on_response_complete()


def _failed(error: Exception) -> int:
    log.error("a request failed: %s", type(error).__name__)
    return HTTPStatus.INTERNAL_SERVER_ERROR
