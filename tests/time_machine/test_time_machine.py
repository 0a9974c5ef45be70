"""300 applicants and two workers live through the days of the posting."""

from pathlib import Path

from tests.time_machine.simulate import simulate, told


def test_the_days_of_the_posting(postgres_url: str, tmp_path: Path) -> None:
    outcome = simulate(postgres_url, tmp_path, 300, seed=18)
    print(told(outcome))
    assert outcome.wrong == []
    assert outcome.kills > 20
    keys = {each.key for each in outcome.got}
    assert keys == {row[0] for row in outcome.table}
