"""A raw HTTP server that behaves as a script says, one script for each connection."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Script = Callable[["Line"], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Line:
    """The server's side of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def asked(self) -> tuple[str, bytes]:
        """The first line and the body of the next request. Raises `IncompleteReadError`."""
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        return head.split("\r\n")[0], await self._reader.readexactly(int(fields["Content-Length"]))

    async def say(self, *parts: bytes) -> None:
        """Each part as a write of its own."""
        for part in parts:
            self._writer.write(part)
            await self._writer.drain()

    async def hung_up(self) -> None:
        """Returns once the other side has closed."""
        await self._reader.read()

    def end(self) -> None:
        """Says that nothing more will come."""
        self._writer.write_eof()

    def reset(self) -> None:
        self._writer.transport.abort()


async def answer(line: Line) -> None:
    """Every request, until the other side closes."""
    while True:
        await line.asked()
        await line.say(OK)


class Server:
    """`url` of it, and how many connections there were."""

    def __init__(self, scripts: tuple[Script, ...]) -> None:
        self._scripts, self.connections, self.url = scripts, 0, ""

    async def met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: the next script, the last one for all that come after."""
        script = self._scripts[min(self.connections, len(self._scripts) - 1)]
        self.connections += 1
        try:
            await script(Line(reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client went away
        finally:
            writer.close()


@asynccontextmanager
async def serving(*scripts: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Listens until the block ends."""
    server = Server(scripts)
    listening = await asyncio.start_server(server.met, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listening.close()
