"""A server killed at random under people who upload: nothing lost, nothing twice, no orphan."""

from pathlib import Path

import pytest

from tests.faults.intake import kill_intake
from tests.faults.verified import verified


@pytest.mark.timeout(400)
async def test_kill_9_of_intake(tmp_path: Path) -> None:
    kept = await kill_intake(tmp_path, people=3, kills=5, seed=20251222)
    assert kept.wrong == []
    assert kept.files > 5
    assert await verified(tmp_path) == []
