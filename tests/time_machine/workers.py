"""Workers of the world that a folder of tests makes."""

from collections.abc import AsyncIterator

import pytest

from tests.time_machine.machine import Worker, World


@pytest.fixture
async def worker(world: World) -> AsyncIterator[Worker]:
    made = Worker(world)
    yield made
    await made.store.close()


@pytest.fixture
async def other(world: World) -> AsyncIterator[Worker]:
    """A second process."""
    made = Worker(world)
    yield made
    await made.store.close()
