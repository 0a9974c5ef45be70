"""The long form: fifty kills under thirty-two people."""

from pathlib import Path

from tests.faults.killing import kill_under_load


async def proof_fifty_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    outcome = await kill_under_load(tmp_path, people=32, kills=50, seed=20251222)
    print(f"\n{outcome.kills} kills, {outcome.events} events, {outcome.repeats} repeated requests")
    assert outcome.wrong == []
