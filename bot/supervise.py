"""The one place that runs what runs beside the requests."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress

PAUSE = 1.0
Work = Callable[[], Coroutine[object, object, None]]
log = logging.getLogger(__name__)


@asynccontextmanager
async def running(works: Mapping[str, Work]) -> AsyncIterator[None]:
    """All `works` by name, until the block ends; one that fails is begun again."""
    tasks = [asyncio.create_task(_again_and_again(*each), name=each[0]) for each in works.items()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def _again_and_again(name: str, work: Work) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            log.exception("%s stopped: %s", name, type(error).__name__)
        await asyncio.sleep(PAUSE)
