"""One night in which the time of 20,000 applicants is over, and the chain over a long audit."""

import asyncio
import itertools
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import create_engine, insert

from storage.blobs import Blobs
from storage.erasing import Order
from storage.retention import Limits
from storage.schema import audit
from storage.sealing import MasterKey
from storage.store import Store
from tests.bench.bench_scale import databases, fill
from tests.conversations.dialog.talk import CLOSING, edition

MANY, ROWS = 20_000, 50_000
DAY = timedelta(days=1)
DUE = frozenset({"unfinished", "sent", "chosen", "documents"})


async def night(store: Store, blobs: Blobs) -> tuple[int, float, float]:
    """How many were erased, in how many seconds, and how long the first one alone took."""
    rights, now = store.rights, CLOSING + 60 * DAY
    erasing, limits = rights.erasing(blobs), Limits(edition().posting.slug, now, DUE, DAY, DAY)
    (first, *_) = await rights.retention.over("unfinished", limits)
    began = perf_counter()
    await erasing.erase(Order((first,), "asked", "applicant"), now)
    alone, count = perf_counter() - began, 1
    while persons := await rights.retention.over("unfinished", limits):
        count += await erasing.erase(Order(persons, "retention", "pandu"), now)
    return count, perf_counter() - began, alone


async def chained(store: Store, url: str) -> tuple[float, float]:
    """Seconds to seal all rows, and to hold them against the chain."""
    engine = create_engine(url)
    row = {"case_id": 1, "actor": "pandu", "act": "consent_given", "at": 1}
    with engine.begin() as connection:
        connection.execute(insert(audit), [row] * ROWS)
    engine.dispose()
    chain, began = store.rights.chain, perf_counter()
    for _ in range(3):
        await chain.seal(CLOSING)
    sealed = perf_counter()
    found = await chain.verify()
    assert (found.sealed, found.waiting, found.faults) == (found.sealed, 0, ())
    assert found.sealed >= ROWS
    return sealed - began, perf_counter() - sealed


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def bench_rights(kind: str) -> None:
    async def run(url: str, folder: Path) -> None:
        store = Store(url, MasterKey(bytes(range(32))), itertools.count(10**9).__next__)
        count, spent, alone = await night(store, Blobs(folder.as_uri()))
        sealing, verifying = await chained(store, url)
        await store.close()
        assert count == MANY
        print(
            f"\n{kind:12} one person erased in {alone * 1000:.0f} ms, {count:,} in {spent:.1f} s;"
            f" {ROWS:,} rows sealed in {sealing:.1f} s, verified in {verifying:.1f} s"
        )

    with (
        tempfile.TemporaryDirectory(prefix="rights-") as folder,
        databases(kind, Path(folder)) as (_, many),
    ):
        fill(many, MANY)
        asyncio.run(run(many, Path(folder) / "blobs"))
