"""The long form: thirty kills under sixteen people, with every wait as long as it is."""

from pathlib import Path

from tests.faults.whatsapp import Run


async def proof_thirty_kills_under_whatsapp(tmp_path: Path) -> None:
    outcome = await Run(tmp_path, 20251222, hurried=False).kill(people=16, kills=30)
    print(f"\n{outcome}")
    assert (outcome.lost, outcome.repeated, outcome.unknown) == (0, 0, 0)
