from pathlib import Path

from tests.faults.reminded import kill_over_due_moments
from tests.faults.verified import verified

TWO = ["reminder:closing-24h", "reminder:closed"]


async def test_killed_over_the_due_moment_everybody_is_told_once(tmp_path: Path) -> None:
    assert await kill_over_due_moments(tmp_path, people=4, names=TWO, seed=7) == []
    assert await verified(tmp_path) == []
