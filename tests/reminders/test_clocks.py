"""Whatever clocks and processes do, each reminder comes once."""

import asyncio
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest

from tests.reminders.conftest import Comes
from tests.time_machine.checks import of_tables
from tests.time_machine.machine import Worker, World
from tests.time_machine.simulate import run_out

DUE = datetime.fromisoformat("2025-12-21T16:00+07:00")
A_MINUTE = timedelta(minutes=1)
PEOPLE = 4


def keys(world: World) -> Counter[str]:
    return Counter(f"{each.who} {each.key}" for each in world.got)


async def here(comes: Comes, worker: Worker) -> None:
    for number in range(PEOPLE):
        await comes(str(number))
    await worker.round()


async def at(moment: datetime, *workers: Worker) -> None:
    workers[0].world.clock.moment = moment
    await asyncio.gather(*(worker.round() for worker in workers))


async def test_at_its_time_and_not_before(world: World, worker: Worker, comes: Comes) -> None:
    await here(comes, worker)
    await at(DUE - timedelta(seconds=1), worker)
    assert world.got == []
    await at(DUE, worker)
    assert {each.key for each in world.got} == {"reminder:closing-24h"}
    assert set(keys(world).values()) == {1}
    assert len(world.got) == PEOPLE


@pytest.mark.parametrize(
    ("jump", "told"),
    [
        (timedelta(hours=1), ["reminder:closing-24h"]),
        (timedelta(minutes=-2), ["reminder:closing-24h"]),
        (timedelta(days=1), ["reminder:closed"]),
    ],
)
async def test_a_jump_of_the_clock(
    world: World, worker: Worker, comes: Comes, jump: timedelta, told: list[str]
) -> None:
    """Over the due moment: what is still useful comes once, the rest never."""
    await here(comes, worker)
    steps = [-A_MINUTE, -A_MINUTE + jump, *(n * A_MINUTE for n in range(4)), jump + A_MINUTE]
    if jump > timedelta(hours=2):
        steps = [-A_MINUTE, jump + A_MINUTE, jump + 2 * A_MINUTE]
    for step in steps:
        await at(DUE + step, worker)
    assert list(dict.fromkeys(each.key for each in world.got)) == told
    assert set(keys(world).values()) == {1}


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
async def test_another_zone_of_the_server(
    world: World, worker: Worker, comes: Comes, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here(comes, worker)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        await at(DUE - A_MINUTE, worker)
        assert world.got == []
        await at(DUE, worker)
        assert len(world.got) == PEOPLE
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_two_workers_at_once(
    world: World, worker: Worker, other: Worker, comes: Comes
) -> None:
    await here(comes, worker)
    for step in range(4):
        await at(DUE + step * A_MINUTE, worker, other)
    assert set(keys(world).values()) == {1}
    assert len(world.got) == PEOPLE


async def test_killed_at_any_point_over_the_due_moment(
    world: World, worker: Worker, comes: Comes
) -> None:
    await here(comes, worker)
    world.clock.moment = DUE
    for steps in (*range(1, 30, 2), 40, 60, 90):
        dying = Worker(world)
        life = asyncio.create_task(dying.round())
        for _ in range(steps):
            await asyncio.sleep(0)
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
        await dying.post.drain()
        await dying.store.close()
        await asyncio.to_thread(run_out, world.url)
    await worker.round()
    assert of_tables(world.url) == []
    assert set(keys(world).values()) == {1}
    assert len(world.got) == PEOPLE


async def test_down_over_several_occasions(world: World, worker: Worker, comes: Comes) -> None:
    """On return only what is still useful is said: not three reminders at once."""
    await here(comes, worker)
    await at(datetime.fromisoformat("2025-12-22T15:20+07:00"), worker)
    assert {each.key for each in world.got} == {"reminder:closing-1h"}
    assert len(world.got) == PEOPLE
