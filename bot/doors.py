"""The app, with doors for what must be quick: paths that lead past the framework's layers."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

Headers = Iterable[tuple[bytes, bytes]]
"""Names are in small letters."""


async def body_within(most: int, receive: Receive) -> bytes | None:
    """None where it is longer than `most` bytes; reading stops there."""
    parts, more = bytearray(), True
    while more and len(parts) <= most:
        event = await receive()
        parts += event.get("body", b"")
        more = event.get("more_body", False)
    return bytes(parts) if len(parts) <= most else None


class Door(ABC):
    """Takes what is posted to a path, of at most `most_body` bytes; answers are JSON, or empty.

    An ASGI app, for any server; ours goes straight to it (`straight.py`).
    """

    most_body: int

    @abstractmethod
    def refused(self, headers: Headers) -> int:
        """The status that ends a request before its body is read; 0 lets it in."""

    @abstractmethod
    async def taken(self, body: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        status, body = await self._answer(scope, receive)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED, b""
        if status := self.refused(scope["headers"]):
            return status, b""
        body = await body_within(self.most_body, receive)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b""
        return await self.taken(body)


class Program(Starlette):
    """`doors` by exact path."""

    doors: dict[str, ASGIApp]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To a door, or through the framework."""
        door = self.doors.get(scope["path"]) if scope["type"] == "http" else None
        await (door or super().__call__)(scope, receive, send)
