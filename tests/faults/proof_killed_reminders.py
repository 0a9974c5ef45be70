"""The long form: killed over every due moment of the posting, three times over."""

from pathlib import Path

from tests.faults.reminded import DUE, kill_over_due_moments


async def proof_killed_over_every_due_moment(tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        folder = tmp_path / str(seed)
        assert await kill_over_due_moments(folder, people=24, names=[*DUE], seed=seed) == []
