"""Reads of a store, in a reader's thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Concatenate, ParamSpec, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Engine

T = TypeVar("T")
P = ParamSpec("P")


class Reading(Struct, frozen=True):
    """What a store lends to whoever reads."""

    engine: Engine
    readers: Executor

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs
    ) -> T:
        """What `work` finds over a connection of its own."""

        def run() -> T:
            with self.engine.connect() as connection:
                return work(connection, *args, **named)

        return await asyncio.get_running_loop().run_in_executor(self.readers, run)
