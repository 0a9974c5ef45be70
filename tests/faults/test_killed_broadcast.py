"""Ten kills of workers during an announcement: everybody hears it, and what may have come twice is
counted.
"""

from pathlib import Path

import pytest

from tests.faults.broadcasting import KEY, Plan, announce_and_kill
from tests.faults.verified import verified


@pytest.mark.timeout(400)
async def test_killed_workers_lose_and_repeat_nothing(tmp_path: Path, postgres_url: str) -> None:
    plan = Plan(people=160, workers=4, kills=10, rate=18, lean=True)
    outcome = await announce_and_kill(tmp_path, postgres_url, plan)
    assert (outcome.status, outcome.lost, outcome.beyond) == ("done", 0, 0)
    assert outcome.repeated <= outcome.doubtful <= 8 * plan.kills
    assert outcome.worst <= 8
    stored = {"PANDU_DATABASE_URL": postgres_url, "PANDU_MASTER_KEY": KEY, "PANDU_NOW": ""}
    assert await verified(tmp_path, **stored) == []
