"""Starts a child for each look, few at once, and takes whatever becomes of it for an answer."""

import asyncio
import logging
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from tempfile import TemporaryDirectory
from typing import TypeVar, cast

import msgspec

from bot.inspection.asks import MOST_BYTES, STAFF_DPI, Answer, Ask, BindPages, DrawPage, Look
from bot.inspection.file_level import run
from bot.inspection.kinds import kind_of
from bot.inspection.piece import Piece
from bot.inspection.size import check_size
from conversations.documents.checks import NO_CHECKS, Checks
from conversations.documents.findings import Finding, Looked

T = TypeVar("T")
LOG = logging.getLogger(__name__)
SECONDS = 10.0
MOST_ANSWERED = 64 * 2**20
CHUNK = 2**16
# -I: neither the environment nor the folder it starts in decides what is imported; -B: writes none.
COMMAND = (sys.executable, "-I", "-B", "-m", "bot.inspection.child")
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}


def unreadable(data: bytes) -> Looked:
    """Nothing is known of it but what its first bytes say: a person has to look."""
    return Looked(kind=kind_of(data), findings=(Finding("unreadable_by_machine"),))


class Inspector:
    """At most `at_once` children; the others wait their turn. Nobody's file holds the loop."""

    def __init__(
        self, at_once: int = 2, most_bytes: int = MOST_BYTES, seconds: float = SECONDS
    ) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most_bytes, self._seconds = most_bytes, seconds
        self._told = False

    async def look(
        self, data: bytes, upload_name: str, slot: str, checks: Checks = NO_CHECKS
    ) -> Looked:
        """What a child found; `unreadable_by_machine` where it crashed, hung or was killed."""
        ask = Look(data, upload_name, slot, self._most_bytes, checks)
        if refused := run(((check_size,),), Piece(ask)):
            return Looked(findings=refused)
        found = await self._ask(ask, Looked)
        return unreadable(data) if found is None else found

    async def page(self, data: bytes, number: int, dpi: int = STAFF_DPI) -> bytes | None:
        """Page `number` of a PDF, counted from 1, as PNG; None where it cannot be drawn."""
        return await self._ask(DrawPage(data, number, dpi), bytes)

    async def scan(self, data: bytes, number: int, dpi: int) -> bytes | None:
        """The picture that fills page `number`, to be read."""
        return await self._ask(DrawPage(data, number, dpi, scan=True), bytes)

    async def pages_to_pdf(self, images: Sequence[bytes]) -> bytes | None:
        """One PDF of A4 pages; None where one of the pictures cannot be read."""
        return await self._ask(BindPages(tuple(images)), bytes)

    async def _ask(self, ask: Ask, form: type[T]) -> T | None:
        async with self._turns:
            with TemporaryDirectory(prefix="pandu-look-") as folder:
                said = await self._exchange(msgspec.msgpack.encode(ask), folder)
        try:
            answer = msgspec.msgpack.decode(said, type=Answer)
            self._tell_once(sealed=answer.sealed)
            return msgspec.msgpack.decode(answer.result, type=form | None)
        except msgspec.MsgspecError:
            return None

    async def _exchange(self, payload: bytes, folder: str) -> bytes:
        """What the child said before the time was over; the child is gone in any case."""
        child = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=folder, env=ENVIRONMENT
        )
        try:
            async with asyncio.timeout(self._seconds):
                said = await _speak(child, payload)
                await child.wait()
        except TimeoutError:
            LOG.warning("a child took longer than %s s", self._seconds)
            said = b""
        finally:
            await _end(child)
        if child.returncode:
            LOG.warning("a child ended with %s", child.returncode)
            return b""
        return said

    def _tell_once(self, *, sealed: bool) -> None:
        if not sealed and not self._told:
            self._told = True
            LOG.warning("no seccomp here: files are opened under memory and time limits alone")


async def _end(child: Process) -> None:
    """Kills it and reads what it still had to say: an unread pipe would keep `wait` waiting."""
    with suppress(ProcessLookupError):
        child.kill()
    stdout = cast("StreamReader", child.stdout)
    while await stdout.read(CHUNK):
        pass
    await child.wait()


async def _speak(child: Process, payload: bytes) -> bytes:
    """Writes all, reads all, both at once: neither side waits for the other."""
    stdin, stdout = cast("StreamWriter", child.stdin), cast("StreamReader", child.stdout)
    _, said = await asyncio.gather(_write(stdin, payload), _read(stdout))
    return said


async def _write(stdin: StreamWriter, payload: bytes) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # it died: its return code says so
        stdin.write(payload)
        await stdin.drain()
        stdin.close()
        await stdin.wait_closed()


async def _read(stdout: StreamReader) -> bytes:
    """At most `MOST_ANSWERED`: more is nothing that our child says."""
    said = bytearray()
    while chunk := await stdout.read(CHUNK):
        said += chunk
        if len(said) > MOST_ANSWERED:
            return b""
    return bytes(said)
