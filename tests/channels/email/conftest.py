"""A mail server on the loopback that does what a test says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Answers = dict[str, list[str]]


class Mailbox:
    """`answers` by command are given in turn, then it accepts; `came` are the letters it took.

    An answer `drop` hangs up, `hang` says nothing more.
    """

    def __init__(self) -> None:
        self.answers: Answers = {}
        self.came: list[bytes] = []
        self.to: list[str] = []
        self.connections = 0
        self.port = 0
        self._doors: list[SMTP] = []
        self._hanging = asyncio.Event()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(each, EmailMessage, policy=default) for each in self.came]

    def door(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        self.connections += 1
        door = SMTP(
            self, loop=loop, hostname="mail.test", authenticator=self._known, auth_require_tls=False
        )
        self._doors.append(door)
        return door

    def hang_up(self) -> None:
        """Ends every connection, as servers do with idle ones."""
        for door in self._doors:
            if door.transport is not None:
                door.transport.close()
        self._hanging.set()

    async def handle_MAIL(  # noqa: N802 - named by the library
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802 - named by the library
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return await self._answer("RCPT", server)

    async def handle_DATA(  # noqa: N802 - named by the library
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = await self._answer("DATA", server)
        if answer.startswith("250") and isinstance(envelope.content, bytes):
            self.came.append(envelope.content)
            self.to += envelope.rcpt_tos
        return answer

    async def _answer(self, command: str, server: SMTP) -> str:
        answer = self.answers[command].pop(0) if self.answers.get(command) else "250 2.0.0 OK"
        if answer == "hang":
            await self._hanging.wait()
        if answer in {"drop", "hang"} and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return answer if answer[:3].isdigit() else "451 gone"

    def _known(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"benar", handled=False)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    found, loop = Mailbox(), asyncio.get_running_loop()
    make: Callable[[], SMTP] = lambda: found.door(loop)  # noqa: E731 - a factory of the loop's
    server = await loop.create_server(make, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    yield found
    found.hang_up()
    server.close()
