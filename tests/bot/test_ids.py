"""Ids grow with time, fit a database's integer, and are nobody else's."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.ids import _Ids, new_id

MILLI = 1_000_000


def test_they_differ_whichever_thread_asks_and_fit_63_bits() -> None:
    with ThreadPoolExecutor(4) as threads:
        ids = list(threads.map(lambda _: new_id(), range(20_000)))
    assert len(set(ids)) == 20_000
    assert all(0 < each < 2**63 for each in ids)


@pytest.mark.parametrize(
    "times",
    [[5, 5, 5, 5], [5, 6, 7, 8], [5, 4, 3, 9]],
    ids=["one millisecond", "later", "a clock that is put back"],
)
def test_a_later_one_is_larger(monkeypatch: pytest.MonkeyPatch, times: list[int]) -> None:
    given = iter(times)
    monkeypatch.setattr("bot.ids.time.time_ns", lambda: next(given) * MILLI)
    made = _Ids()
    ids = [made.next() for _ in times]
    assert ids == sorted(set(ids))


def test_two_processes_in_one_millisecond_do_not_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ids.time.time_ns", lambda: 5 * MILLI)
    one, other = _Ids(), _Ids()
    ids = [each.next() for _ in range(5) for each in (one, other)]
    assert len(set(ids)) == 10
    assert {each >> 21 for each in ids} == {5}
