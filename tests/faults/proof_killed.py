"""The long forms: fifty kills under thirty-two people; thirty of three processes on PostgreSQL."""

from pathlib import Path

from tests.faults.killing import kill_under_load
from tests.faults.processes import kill_processes


async def proof_fifty_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    outcome = await kill_under_load(tmp_path, people=32, kills=50, seed=20251222)
    print(f"\n{outcome.kills} kills, {outcome.events} events, {outcome.repeats} repeated requests")
    assert outcome.wrong == []


async def proof_thirty_kills_of_processes(tmp_path: Path, postgres_url: str) -> None:
    outcome = await kill_processes(tmp_path, postgres_url, people=16, kills=30, seed=20251222)
    print(f"\n{outcome}")
    assert (outcome.lost, outcome.unfinished) == (0, 0)
    assert 0 <= outcome.repeated <= outcome.in_doubt
