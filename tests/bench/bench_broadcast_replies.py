"""How long replies take before and while an announcement goes out: fifty turns a second over
Telegram's webhook, one process on SQLite.
"""

import asyncio
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import uvloop

from bot.ids import new_id
from bot.settings import load
from storage.sealing import MasterKey
from tests.bench.telegram.crowd import Crowd, Pace
from tests.bench.telegram.product import PRODUCTS, self_check
from tests.bench.telegram.race import Plan, started
from tests.broadcast.town import Town
from tests.time_machine.machine import FastClock

PEOPLE, SECONDS = 3_000, 20.0
BEGUN = datetime.fromisoformat("2025-12-18T08:00+07:00")
PLAN = Plan(people=32, pace=Pace(rate=50.0))


def bench_replies_beside_an_announcement() -> None:
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(_compared(Path(folder)))


async def _compared(folder: Path) -> None:
    async with started(PRODUCTS[0], PLAN, folder) as runner:
        town = _town(folder)
        town.open()
        await asyncio.to_thread(town.people, PEOPLE)
        await runner.crowd.play(self_check, 3.0)
        _forget(runner.crowd)
        await runner.crowd.play(self_check, SECONDS)
        _report("alone", runner.crowd)
        made = await town.approved(await town.draft(until=timedelta(days=1)))
        await runner.crowd.play(self_check, SECONDS)
        _report("beside an announcement", runner.crowd)
        left = (await town.store.announcing.left(made)).get("telegram", 0)
        print(f"\nof the announcement {PEOPLE - left} of {PEOPLE} were handed over meanwhile")
        await town.store.close()


def _town(folder: Path) -> Town:
    """In the data folder of the one contender."""
    data = next(folder.glob("contender-*")) / "data"
    master = MasterKey(load({"PANDU_DATA_DIR": str(data)}).master_key)
    url = f"sqlite:///{data / 'pandu.sqlite3'}"
    return Town(url, data, clock=FastClock(BEGUN), master=master, ids=iter(new_id, -1))


def _report(what: str, crowd: Crowd) -> None:
    """And begins anew."""
    middle, last = (crowd.score.quantile(part) * 1000 for part in (0.5, 0.99))
    turns, wrong = crowd.score.turns, crowd.score.lost + crowd.score.repeated
    print(f"\n{what:24} {turns} turns: median {middle:.0f} ms, p99 {last:.0f} ms, {wrong} wrong")
    _forget(crowd)


def _forget(crowd: Crowd) -> None:
    crowd.score.waits.clear()
