"""The long form: four workers through pauses of a second to two minutes."""

from pathlib import Path

from tests.faults.broadcasting import Plan
from tests.faults.storming import announce_in_a_storm

PAUSES = (1, 2, 4, 8, 15, 30, 60, 120)


async def proof_storm_of_pauses(tmp_path: Path, postgres_url: str) -> None:
    plan = Plan(people=2_000, workers=4, kills=0, rate=30, lean=True, slow=0.05)
    found = await announce_in_a_storm(tmp_path, postgres_url, plan, PAUSES)
    print(f"\n{found.pauses} pauses, {found.refused} refused, {found.share} of the rate")
    assert (found.status, found.inside) == ("done", 0)
    assert len(found.times) == plan.people
    assert set(found.times.values()) == {1}
    assert found.refused <= 8 * plan.workers * len(PAUSES)
    assert found.share >= 0.95
