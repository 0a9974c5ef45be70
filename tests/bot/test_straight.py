"""The straight way to a door answers as ASGI's way does, whatever a client sends."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.doors import Door, Headers, Program
from bot.straight import Straight

SECRET = b"x-secret"


class Echo(Door):
    """Says what it was given; `go` holds what is said slowly."""

    most_body = 1000

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.ended = asyncio.Event()

    def refused(self, headers: Headers) -> int:
        return 0 if dict(headers).get(SECRET) == b"s" else 401

    async def taken(self, body: bytes) -> tuple[int, bytes]:
        if body == b"fails":
            raise ZeroDivisionError
        if body == b"slow":
            await self.go.wait()
            self.ended.set()
        return 200, body


async def slow(_: Request) -> PlainTextResponse:
    return PlainTextResponse("framework")


CHUNKED = (
    b"POST /door HTTP/1.1\r\nHost: x\r\nX-Secret: s\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
)


class Served:
    """A port with a door at `/door`."""

    def __init__(self, door: Echo, port: int) -> None:
        self.door, self.port = door, port

    async def line(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)


class Quiet(uvicorn.Server):
    """Leaves the signals of the test run alone."""

    def install_signal_handlers(self) -> None:
        """None."""


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    door = Echo()
    program = Program(routes=[Route("/{rest:path}", slow, methods=["GET", "POST"])])
    program.doors = {"/door": door}
    config = uvicorn.Config(program, http=Straight, log_config=None, lifespan="off")
    listener = socket.create_server(("127.0.0.1", 0))
    server = Quiet(config)
    task = asyncio.create_task(server.serve([listener]))
    yield Served(door, listener.getsockname()[1])
    server.should_exit = True
    await task
    listener.close()


def request(body: bytes, *more: bytes, start: bytes = b"POST /door", secret: bytes = b"s") -> bytes:
    head = [start + b" HTTP/1.1", b"Host: x", b"X-Secret: " + secret, *more]
    return b"\r\n".join([*head, b"Content-Length: %d" % len(body), b"", body])


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length: ")[2].split(b"\r\n")[0]
    return int(head.split(b" ")[1]), await reader.readexactly(int(length))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (request(b"hello"), (200, b"hello")),
        (request(b""), (200, b"")),
        (request(b"hello", b"Expect: x"), (200, b"hello")),
        (request(b"hello", secret=b"no"), (401, b"")),
        (request(b"x" * 1000), (200, b"x" * 1000)),
        (request(b"x" * 1001), (413, b"")),
        (request(b"fails"), (500, b"")),
        (request(b"hello", start=b"GET /door"), (405, b"")),
        (request(b"hello", start=b"PUT /door"), (405, b"")),
        (request(b"hello", start=b"POST /door?x=1"), (200, b"hello")),
        (request(b"hello", start=b"POST /other"), (200, b"framework")),
        (
            CHUNKED,
            (200, b"hello world"),
        ),
    ],
)
async def test_every_request_has_its_answer(
    served: Served, sent: bytes, said: tuple[int, bytes]
) -> None:
    reader, writer = await served.line()
    for _ in range(2):  # the connection is kept
        writer.write(sent)
        assert await answer(reader) == said
    writer.close()


async def test_a_body_in_pieces_is_one(served: Served) -> None:
    reader, writer = await served.line()
    whole = request(b"hello")
    for at in range(len(whole)):
        writer.write(whole[at : at + 1])
        await writer.drain()
    assert await answer(reader) == (200, b"hello")
    writer.close()


async def test_what_is_too_long_is_refused_before_it_is_whole(served: Served) -> None:
    reader, writer = await served.line()
    writer.write(request(b"x" * 5000)[:-1000])
    assert await answer(reader) == (413, b"")
    writer.write(b"x" * 1000 + request(b"next"))
    assert await answer(reader) == (200, b"next")
    writer.close()


async def test_requests_in_advance_are_answered_in_order(served: Served) -> None:
    reader, writer = await served.line()
    page = request(b"", start=b"GET /page")
    writer.write(request(b"slow") + request(b"second") + page + request(b"third"))
    await writer.drain()
    served.door.go.set()
    bodies = [(await answer(reader))[1] for _ in range(4)]
    assert bodies == [b"slow", b"second", b"framework", b"third"]
    writer.close()


async def test_the_wish_to_close_is_kept(served: Served) -> None:
    reader, writer = await served.line()
    writer.write(request(b"last", b"Connection: close"))
    assert b"connection: close" in (await reader.read()).lower()
    writer.close()


async def test_who_hangs_up_is_still_heard(served: Served) -> None:
    _, gone = await served.line()
    gone.write(request(b"slow"))
    await gone.drain()
    gone.close()
    reader, writer = await served.line()
    writer.write(request(b"hello"))
    assert await answer(reader) == (200, b"hello")
    served.door.go.set()
    await asyncio.wait_for(served.door.ended.wait(), 30)
    writer.close()


async def test_no_http_is_refused(served: Served) -> None:
    reader, writer = await served.line()
    writer.write(b"hello\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.1 400")
    writer.close()
