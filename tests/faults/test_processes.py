"""Processes on PostgreSQL killed under people on Telegram: every acknowledged turn is answered."""

from pathlib import Path

import pytest

from tests.faults.processes import KEY, kill_processes
from tests.faults.verified import verified


@pytest.mark.timeout(400)
async def test_killed_processes_lose_nothing(tmp_path: Path, postgres_url: str) -> None:
    outcome = await kill_processes(tmp_path, postgres_url, people=6, kills=3, seed=20251222)
    assert outcome.turns > 0
    assert outcome.lost == 0
    assert outcome.unfinished == 0
    assert 0 <= outcome.repeated <= outcome.in_doubt
    stored = {"PANDU_DATABASE_URL": postgres_url, "PANDU_MASTER_KEY": KEY}
    assert await verified(tmp_path, **stored) == []
