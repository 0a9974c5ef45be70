"""The long form: a hundred kills of four workers during an announcement to ten thousand. Workers
that only announce come back quickly, so that the kills fit into the time that it takes.
"""

from pathlib import Path

from tests.faults.broadcasting import Plan, announce_and_kill


async def proof_hundred_kills_of_an_announcement(tmp_path: Path, postgres_url: str) -> None:
    plan = Plan(people=10_000, workers=4, kills=100, rate=24, lean=True)
    outcome = await announce_and_kill(tmp_path, postgres_url, plan)
    print(f"\n{outcome}")
    assert (outcome.status, outcome.kills) == ("done", plan.kills)
    assert (outcome.lost, outcome.beyond) == (0, 0)
    assert outcome.repeated <= outcome.doubtful <= 8 * plan.kills
    assert outcome.worst <= 8
    assert outcome.gap < 10
