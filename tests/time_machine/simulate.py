"""From the evening before the opening to the day of the contract, hour by hour."""

import asyncio
import random
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from sqlalchemy import create_engine, text

from storage.migrate import migrate
from tests.time_machine import checks
from tests.time_machine.machine import SLUG, FastClock, Got, Worker, World
from tests.time_machine.people import FIRST, Person, crowd, visit

LAST = datetime.fromisoformat("2025-12-31T23:00+07:00")
HOUR = timedelta(hours=1)
RESTART_EVERY, KILL_EVERY = 25, 16


class Outcome(Struct, frozen=True):
    """`wrong` says everything that must not be; the rest is counted."""

    people: dict[str, Person]
    got: list[Got]
    wrong: list[str]
    hours: int
    restarts: int
    kills: int
    table: list[tuple[str, str, str, int]]


class Simulation:
    """`run` it once."""

    def __init__(self, url: str, folder: Path, count: int, seed: int) -> None:
        chance = random.Random(seed)
        self.world = World(url, folder, FastClock(FIRST), chance, trouble=4)
        self.people = {person.name: person for person in crowd(count, chance)}
        self.wrong: list[str] = []
        self.hours = self.restarts = self.kills = self._checked = 0

    async def run(self) -> Outcome:
        self.workers = [Worker(self.world) for _ in range(2)]
        while self.world.clock.moment < LAST:
            await self._hour()
        for worker in self.workers:
            await worker.store.close()
        self.wrong += await asyncio.to_thread(self._at_last)
        table = await asyncio.to_thread(checks.counted, self.world.url)
        return Outcome(self.people, self.world.got, self.wrong, self.hours, self.restarts,
                       self.kills, table)  # fmt: skip

    async def _hour(self) -> None:
        """Whatever is due within the hour at its minute; then the world is looked at."""
        clock, end = self.world.clock, self.world.clock.moment + HOUR
        while (moment := await self._next()) < end:
            clock.moment = max(clock.moment, moment)
            await self._now()
        clock.moment = end
        await self._accidents()
        await self.workers[self.hours % 2].round()
        self._look()

    async def _next(self) -> datetime:
        due = await self.workers[0].reminders.next_due()
        person = min(self.people.values(), key=lambda each: each.next)
        return min(due or LAST, person.next)

    async def _now(self) -> None:
        """Who comes now, and what is due now, at both workers at once."""
        now, due = self.world.clock.moment, await self.workers[0].reminders.next_due()
        here = [each for each in self.people.values() if each.next <= now]
        await asyncio.gather(*(visit(person, self.workers) for person in here))
        if due and due <= now:
            await asyncio.gather(*(worker.round() for worker in self.workers))

    async def _accidents(self) -> None:
        self.hours += 1
        if self.hours % RESTART_EVERY == 0:
            self.restarts += 1
            await self._replace(self.hours % 2)
        if self.hours % KILL_EVERY == 0:
            await self._kill(self.world.chance.randrange(2))

    async def _kill(self, which: int) -> None:
        """A worker dies in the middle of a round; later its leases are over."""
        self.kills += 1
        dying = asyncio.create_task(self.workers[which].round())
        for _ in range(self.world.chance.randrange(40)):
            await asyncio.sleep(0)
        dying.cancel()
        await asyncio.gather(dying, return_exceptions=True)
        await self.workers[which].post.drain()
        await self._replace(which)
        await asyncio.to_thread(run_out, self.world.url)

    async def _replace(self, which: int) -> None:
        await self.workers[which].store.close()
        self.workers[which] = Worker(self.world)

    def _look(self) -> None:
        """Nothing was told before is told otherwise by now: only what is new is looked at."""
        if len(self.world.got) == self._checked:
            return
        self._checked = len(self.world.got)
        self.wrong += checks.faults(self.world.got, self.people)
        self.wrong += checks.of_tables(self.world.url)
        assert not self.wrong, self.wrong[:5]

    def _at_last(self) -> list[str]:
        left = checks.left_unplanned(self.world.url)
        return [f"{left} cases were never planned"] if left else []


def run_out(url: str) -> None:
    """Every lease is over, as after a minute without its holder."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in ("planned", "outbox"):
            connection.execute(
                text(f"UPDATE {table} SET leased_until = 1 WHERE status = 'leased'")  # noqa: S608 - ours
            )
    engine.dispose()


def simulate(url: str, folder: Path, count: int, seed: int) -> Outcome:
    """`count` applicants of the shipped posting, SQLite or PostgreSQL at `url`."""
    migrate(url)
    return asyncio.run(Simulation(url, folder, count, seed).run())


def told(outcome: Outcome) -> str:
    """Who got what, as a table."""
    head = (
        f"{SLUG}: {len(outcome.people)} applicants, {outcome.hours} hours, {outcome.restarts}"
        f" restarts, {outcome.kills} kills, {len(outcome.got)} notices"
    )
    rows = [f"  {key:24} {status:9} {why:14} {n:6}" for key, status, why, n in outcome.table]
    return "\n".join([head, *rows])
