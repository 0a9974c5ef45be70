"""5,000 applicants, on PostgreSQL, and other days of chance."""

from pathlib import Path

from tests.time_machine.simulate import simulate, told


def proof_the_days_of_5000(postgres_url: str, tmp_path: Path) -> None:
    outcome = simulate(postgres_url, tmp_path, 5_000, seed=22)
    print(f"\n{told(outcome)}")
    assert outcome.wrong == []
