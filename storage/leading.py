"""One process at a time: a lock that the database holds for as long as its holder lives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Connection, Engine, text

AGAIN = 2.0


@asynccontextmanager
async def leading(engine: Engine, number: int) -> AsyncIterator[None]:
    """Waits until no other process holds lock `number`. Where the database knows one process
    only, that one always leads.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    connection = await asyncio.to_thread(engine.connect)
    try:
        while not await asyncio.to_thread(_try, connection, number):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(AGAIN)
        yield
    finally:
        await asyncio.to_thread(connection.invalidate)
        await asyncio.to_thread(connection.close)


def _try(connection: Connection, number: int) -> bool:
    found = connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": number})
    connection.commit()
    return bool(found.scalar())
