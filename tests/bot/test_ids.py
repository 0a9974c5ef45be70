"""Ids grow with time, fit a database's integer, and are nobody else's."""

import pytest

from bot.ids import new_id


def test_they_differ_and_fit_63_bits() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(0 < each < 2**63 for each in ids)


def test_a_later_one_is_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1_000_000_000_000_000_000, 1_000_000_000_001_000_000])
    monkeypatch.setattr("bot.ids.time.time_ns", lambda: next(times))
    first, second = new_id(), new_id()
    assert first < second
