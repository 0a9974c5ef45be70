"""The long form: two hundred kills under people who upload."""

from pathlib import Path

from tests.faults.intake import kill_intake


async def proof_two_hundred_kills_of_intake(tmp_path: Path) -> None:
    kept = await kill_intake(tmp_path, people=4, kills=200, seed=20251222)
    print(f"\n{kept.kills} kills, {kept.files} files, {kept.repeats} repeated requests")
    assert kept.wrong == []
