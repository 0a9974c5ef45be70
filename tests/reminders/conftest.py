"""Workers on a clock that tests move, and a few people in their days."""

import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from conversations.dialog.event import Address, Inbound, Opened, Pressed
from storage.migrate import migrate
from tests.time_machine.machine import FastClock, Worker, World

EVENING = datetime.fromisoformat("2025-12-20T18:00+07:00")
Comes = Callable[..., Awaitable[Address]]


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> World:
    migrate(database_url)
    return World(database_url, tmp_path, FastClock(EVENING), random.Random(1))


@pytest.fixture
def comes(worker: Worker) -> Comes:
    """Somebody comes and agrees."""

    async def come(name: str, channel: str = "telegram") -> Address:
        address, now = Address(channel, name), worker.world.clock.now()
        said = Inbound(f"{name} 1", address, Opened("id"), now)
        for number, label in enumerate(("Setuju", "Sudah saya baca"), 2):
            committed = await worker.hear(said)
            assert committed.turn
            choices = [c for m in committed.turn.messages for c in m.choices]
            token = next(choice.token for choice in choices if choice.label == label)
            said = Inbound(f"{name} {number}", address, Pressed(token), now)
        await worker.hear(said)
        return address

    return come
