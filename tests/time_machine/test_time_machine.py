"""300 applicants and two workers live through the days of the posting."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.time_machine.simulate import simulate, told


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where there is one: nobody pulls the plug here, and disks are slow."""
    place = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    with tempfile.TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        yield Path(folder)


def test_the_days_of_the_posting(memory: Path) -> None:
    outcome = simulate(f"sqlite:///{memory / 'pandu.sqlite3'}", memory, 300, seed=18)
    print(told(outcome))
    assert outcome.wrong == []
    assert outcome.kills + outcome.restarts > 20
    assert {each.key for each in outcome.got} == {row[0] for row in outcome.table}
    assert all(row[1] in {"done", "dropped"} for row in outcome.table)
