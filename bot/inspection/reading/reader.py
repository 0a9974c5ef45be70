"""The one process that reads letters off pictures: started at the first, watched, replaced."""

import asyncio
import logging
import sys
from asyncio import StreamReader, StreamWriter, TimerHandle
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import msgspec

from bot.inspection.reading.frames import DECODE, LENGTH, MOST, Spotted

COMMAND = (sys.executable, "-I", "-B", "-m", "bot.inspection.reading.child")
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1"}
SECONDS = 25.0
IDLE = 300.0
MOST_RESIDENT = 850 * 2**20
"""A limit of address space kills onnxruntime, so what it holds is looked at after each picture."""
PAGE_BYTES = 4096
log = logging.getLogger(__name__)


class Reader:
    """One picture at a time. A crash or a hang is that picture's alone: the next starts anew.

    `here` is False where the text recognition is not installed; then everything is None.
    """

    def __init__(self, seconds: float = SECONDS, idle: float = IDLE) -> None:
        self.here = find_spec("rapidocr") is not None
        self._seconds, self._idle = seconds, idle
        self._turn = asyncio.Lock()
        self._child: Process | None = None
        self._rest: TimerHandle | None = None

    async def read(self, picture: bytes) -> Spotted | None:
        """What stands on a picture of ours; None where it could not be read."""
        if not self.here:
            return None
        async with self._turn:
            self._stay()
            seen = await self._ask(picture)
            self._rest = asyncio.get_running_loop().call_later(self._idle, self._leave)
        return seen

    async def close(self) -> None:
        """Ends the process."""
        self._stay()
        async with self._turn:
            await self._end()

    async def _ask(self, picture: bytes) -> Spotted | None:
        try:
            async with asyncio.timeout(self._seconds):
                child = self._child or await self._start()
                answer = await _exchange(child, picture)
                seen: Spotted | None = DECODE(answer)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, msgspec.MsgspecError) as error:
            log.warning("a picture could not be read: %s", type(error).__name__)
            await self._end()
            return None
        if resident(child.pid) > MOST_RESIDENT:
            await self._end()
        return seen

    async def _start(self) -> Process:
        self._child = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=ENVIRONMENT
        )
        return self._child

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        cast("StreamWriter", child.stdin).close()
        while await cast("StreamReader", child.stdout).read(2**16):
            pass
        await child.wait()

    def _stay(self) -> None:
        if self._rest:
            self._rest.cancel()
            self._rest = None

    def _leave(self) -> None:
        """Nothing was asked for a while: its input ends, and so does it."""
        child, self._child = self._child, None
        if child and child.stdin:
            child.stdin.close()


async def _exchange(child: Process, picture: bytes) -> bytes:
    stdin, stdout = cast("StreamWriter", child.stdin), cast("StreamReader", child.stdout)
    stdin.write(len(picture).to_bytes(LENGTH, "big") + picture)
    await stdin.drain()
    size = int.from_bytes(await stdout.readexactly(LENGTH), "big")
    if size > MOST:
        raise asyncio.IncompleteReadError(b"", size)
    return await stdout.readexactly(size)


def resident(pid: int) -> int:
    """Bytes of memory a process holds; 0 where this system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * PAGE_BYTES
