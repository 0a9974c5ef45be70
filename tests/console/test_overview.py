"""What stands where, at one look."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.console.overview.pages import FRESH_SECONDS, left, steps
from storage.overview import Funnel
from tests.console.conftest import Worker

NOW = datetime(2025, 12, 18, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (timedelta(days=4, hours=8), (4, 8, 0)),
        (timedelta(hours=2, minutes=3, seconds=59), (0, 2, 3)),
        (timedelta(seconds=1), (0, 0, 0)),
        (timedelta(0), None),
        (timedelta(days=-1), None),
    ],
)
def test_the_time_that_is_left(rest: timedelta, told: tuple[int, int, int] | None) -> None:
    assert left(NOW, NOW + rest) == told


def test_each_step_is_a_share_of_those_who_came() -> None:
    told = steps(Funnel(came=200, consented=150, checked=50, sent=1))
    assert [(step.count, step.share) for step in told] == [(200, 100), (150, 75), (50, 25), (1, 0)]
    assert [step.share for step in steps(Funnel())] == [0, 0, 0, 0]


def test_what_is_a_little_old_is_fetched_again_at_once(
    works: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = works("reader")
    assert "load delay:1s" not in worker.sees()
    old = worker.console.lately._seconds() + FRESH_SECONDS  # noqa: SLF001 - its clock is moved
    monkeypatch.setattr(worker.console.lately, "_seconds", lambda: old)
    assert "load delay:1s" in worker.sees()
    part = worker.sees(**{"HX-Request": "true"})
    assert "load delay:1s" not in part
    assert "<html" not in part
