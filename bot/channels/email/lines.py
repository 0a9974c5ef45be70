"""Kept connections to the mail server. What fails is told by whether the letter may have left."""

import asyncio
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPResponseException, SMTPServerDisconnected
from msgspec import Struct

from bot.channels.email.limits import CALL_SECONDS, LINE_SECONDS, LINES
from bot.channels.email.outcomes import BUSY, NEVER_LEFT, NO_ANSWER, outcome_of
from bot.delivery.outcome import Outcome

HERE = {"127.0.0.1", "::1", "localhost"}
PORTS = {"smtp": 587, "smtps": 465}
SENT = Outcome("sent")


class Envelope(Struct, frozen=True):
    """Addresses without names, and the letter as bytes."""

    sender: str
    to: str
    letter: bytes


class Server(Struct, frozen=True):
    """Whom to connect to, and as whom. `here` is what this side calls itself."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    here: str

    def line(self) -> SMTP:
        """Not connected yet. A password leaves this machine over TLS alone."""
        must = bool(self.user) and not self.tls and self.host not in HERE
        return SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user or None,
            password=self.password or None,
            use_tls=self.tls,
            start_tls=True if must else None,
            local_hostname=self.here,
            timeout=CALL_SECONDS,
        )


def server_of(url: str, here: str) -> Server:
    """`smtp://user:pass@host:port` (TLS where it is offered) or `smtps://...` (always)."""
    parts = urlsplit(url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    port = parts.port or PORTS[parts.scheme]
    return Server(parts.hostname or "", port, user, password, parts.scheme == "smtps", here)


class Line:
    """One connection, for one letter after the other."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: SMTP | None = None

    async def send(self, envelope: Envelope) -> Outcome:
        """What became of it."""
        left = False
        try:
            async with asyncio.timeout(CALL_SECONDS):
                smtp = await self._begun(envelope.sender)
                await smtp.rcpt(envelope.to)
                left = True
                await smtp.data(envelope.letter)
        except SMTPResponseException as refused:
            await self._again()
            return outcome_of(refused)
        except (SMTPException, OSError, TimeoutError):
            self.hang_up()
            return NO_ANSWER if left else NEVER_LEFT
        except asyncio.CancelledError:
            self.hang_up()
            raise
        return SENT

    async def _begun(self, sender: str) -> SMTP:
        """A connection that took the sender; one that died meanwhile is made anew."""
        if self._smtp is not None:
            try:
                await self._smtp.mail(sender)
            except SMTPServerDisconnected:
                self.hang_up()
            else:
                return self._smtp
        self._smtp = self._server.line()
        await self._smtp.connect()
        await self._smtp.mail(sender)
        return self._smtp

    async def _again(self) -> None:
        """Makes the connection ready for another letter, or lets it go."""
        if self._smtp is None:
            return
        try:
            async with asyncio.timeout(LINE_SECONDS):
                await self._smtp.rset()
        except (SMTPException, OSError, TimeoutError):
            self.hang_up()

    def hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


class Lines:
    """A few of them, the warmest first."""

    def __init__(self, server: Server, count: int = LINES) -> None:
        self._all = [Line(server) for _ in range(count)]
        self._free: asyncio.LifoQueue[Line] = asyncio.LifoQueue()
        for line in self._all:
            self._free.put_nowait(line)

    async def send(self, envelope: Envelope) -> Outcome:
        """Over the first line that is free."""
        try:
            line = await asyncio.wait_for(self._free.get(), LINE_SECONDS)
        except TimeoutError:
            return BUSY
        try:
            return await line.send(envelope)
        finally:
            self._free.put_nowait(line)

    def close(self) -> None:
        for line in self._all:
            line.hang_up()
