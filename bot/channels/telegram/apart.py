"""Has Telegram told what it must know, by a short-lived process or by this one."""

import asyncio
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Awaitable, Callable

import msgspec

from bot.channels.telegram.set_up import SetUp

COMMAND = (sys.executable, "-I", "-m", "bot.channels.telegram.set_up")
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
"""Nothing of this process's own: tokens and keys stand there."""
PATIENCE = 180.0
RETRY, LONGEST_RETRY = 5.0, 60.0
Tell = Callable[[SetUp], Awaitable[str]]
log = logging.getLogger(__name__)


async def until_told(what: SetUp, tell: Tell) -> None:
    """Tries until Telegram takes it. `tell` returns "", or the kind of error that there was."""
    wait = RETRY
    while failed := await tell(what):
        log.warning("Telegram cannot be set up yet: %s", failed)
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_RETRY)


async def set_up_apart(what: SetUp) -> str:
    """In a process that ends: what it imports is seconds of work and over 100 MB."""
    child = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=ENVIRONMENT
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, _ = await child.communicate(msgspec.json.encode(what))
    except TimeoutError:
        return "TimeoutError"
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return said.decode() or ("" if child.returncode == 0 else f"exit {child.returncode}")
