"""Ten kills of workers during an announcement: everybody hears it, and what may have come twice is
counted.
"""

from pathlib import Path

import pytest

from tests.faults.broadcasting import Plan, announce_and_kill


@pytest.mark.timeout(170)
async def test_killed_workers_lose_and_repeat_nothing(tmp_path: Path, postgres_url: str) -> None:
    plan = Plan(people=240, workers=5, kills=10, rate=18, lean=True)
    outcome = await announce_and_kill(tmp_path, postgres_url, plan)
    assert (outcome.status, outcome.lost, outcome.beyond) == ("done", 0, 0)
    assert outcome.repeated <= outcome.doubtful <= 8 * plan.kills
    assert outcome.worst <= 8
