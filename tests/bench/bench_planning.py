"""Everything that is to be said to 100,000 applicants, planned: the bar is 5 s."""

import asyncio
import itertools
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import create_engine, func, select

from conversations.schedule.times import timetable
from storage.planning import Dates
from storage.schema import planned
from storage.sealing import MasterKey
from storage.store import Store
from tests.bench.bench_scale import databases, fill
from tests.conversations.dialog.talk import OPEN, edition

MANY = 100_000
EARLY = OPEN - timedelta(days=1)


def times(zone: str) -> Sequence[tuple[str, datetime, datetime]]:
    return [(t.occasion.name, t.due, t.until) for t in timetable(edition().posting, zone)]


async def planned_in(url: str) -> tuple[int, float]:
    """For how many, and in how many seconds."""
    store = Store(url, MasterKey(bytes(range(32))), itertools.count(1).__next__)
    planning, dates = store.planning(), Dates(edition().posting.slug, 0)
    began = perf_counter()
    people = await planning.plan(dates, times, EARLY)
    spent = perf_counter() - began
    assert await planning.plan(dates, times, EARLY) == 0
    await store.close()
    return people, spent


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def bench_planning(kind: str) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="plan-") as folder,
        databases(kind, Path(folder)) as (_, many),
    ):
        fill(many, MANY)
        people, spent = asyncio.run(planned_in(many))
        engine = create_engine(many)
        with engine.connect() as connection:
            rows = connection.execute(select(func.count()).select_from(planned)).scalar_one()
        engine.dispose()
        assert people == MANY
        print(f"\n{kind:12} {people:,} cases, {rows:,} rows planned in {spent:.1f} s")
