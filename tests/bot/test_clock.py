"""Real time, and the clock of a demonstration: it runs on, survives, and never goes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock, DemoClock

REAL = datetime(2026, 11, 25, 9, tzinfo=UTC)
START = datetime.fromisoformat("2025-12-18T08:00+07:00")
HOUR = timedelta(hours=1)
Later = Callable[[timedelta], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets real time pass."""
    now = [REAL]
    monkeypatch.setattr(Clock, "now", lambda _: now[0])

    def passes(time: timedelta) -> None:
        now[0] += time

    return passes


def test_real_time_is_utc() -> None:
    before, now, after = datetime.now(UTC), Clock().now(), datetime.now(UTC)
    assert before <= now <= after
    assert now.tzinfo is UTC


def test_it_begins_where_it_was_told_and_runs_on(later: Later, tmp_path: Path) -> None:
    clock = DemoClock(START, tmp_path)
    assert clock.now() == START
    later(HOUR)
    assert clock.now() == START + HOUR
    assert (clock.demo, Clock().demo) == (True, False)


def test_it_runs_on_over_a_restart(later: Later, tmp_path: Path) -> None:
    DemoClock(START, tmp_path)
    later(3 * HOUR)
    assert DemoClock(START, tmp_path).now() == START + 3 * HOUR


def test_it_can_be_moved_on_but_not_back(later: Later, tmp_path: Path) -> None:
    clock = DemoClock(START, tmp_path)
    assert clock.move_to(START + 48 * HOUR)
    assert not clock.move_to(START + 47 * HOUR)
    assert clock.now() == START + 48 * HOUR
    later(HOUR)
    assert DemoClock(START, tmp_path).now() == START + 49 * HOUR


@pytest.mark.parametrize(
    ("start", "stands"),
    [(START - 24 * HOUR, START), (START, START), (START + 24 * HOUR, START + 24 * HOUR)],
    ids=["earlier", "the same", "later"],
)
def test_a_restart_never_goes_back(
    later: Later, tmp_path: Path, start: datetime, stands: datetime
) -> None:
    DemoClock(START, tmp_path)
    assert DemoClock(start, tmp_path).now() == stands


def test_a_start_in_the_future_is_taken_too(later: Later, tmp_path: Path) -> None:
    future = REAL + 1000 * HOUR
    assert DemoClock(future, tmp_path).now() == future


def test_another_folder_is_another_time(later: Later, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    DemoClock(START, tmp_path / "a").move_to(START + HOUR)
    assert DemoClock(START, tmp_path / "b").now() == START


def test_nothing_half_written_is_left(later: Later, tmp_path: Path) -> None:
    DemoClock(START, tmp_path).move_to(START + HOUR)
    assert [file.name for file in tmp_path.iterdir()] == ["clock"]


def test_each_step_is_told(tmp_path: Path) -> None:
    clock, steps = DemoClock(START, tmp_path), list[bool]()
    clock.moved = lambda: steps.append(clock.now() >= START + timedelta(days=1))
    assert clock.move_to(START + timedelta(days=1))
    assert not clock.move_to(START)
    assert steps == [True]
