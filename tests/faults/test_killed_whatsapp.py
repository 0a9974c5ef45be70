"""Killed under people on WhatsApp: nothing is lost, repeated, or unknown once statuses came."""

from pathlib import Path

import pytest

from tests.faults.verified import verified
from tests.faults.whatsapp import Run


@pytest.mark.timeout(400)
async def test_kill_9_leaves_nothing_unknown(tmp_path: Path) -> None:
    outcome = await Run(tmp_path, 20251222, hurried=True).kill(people=6, kills=2)
    print(f"\n{outcome}")
    assert (outcome.lost, outcome.repeated, outcome.unknown) == (0, 0, 0)
    assert outcome.rows > 30
    assert await verified(tmp_path) == []
