"""A server killed at random under chatting people loses nothing and repeats nothing."""

from pathlib import Path

import pytest

from tests.faults.killing import kill_under_load
from tests.faults.verified import verified


@pytest.mark.timeout(400)
async def test_kill_9_loses_and_repeats_nothing(tmp_path: Path) -> None:
    outcome = await kill_under_load(tmp_path, people=8, kills=4, seed=20251222)
    assert outcome.wrong == []
    assert outcome.repeats > 0
    assert await verified(tmp_path) == []
