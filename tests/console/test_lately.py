"""Counts are made once for all who look at the same time."""

import asyncio

import pytest

from bot.console.lately import OLD, REMEMBERED, Lately


class Counting:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self) -> int:
        self.asked += 1
        await asyncio.sleep(0)
        return self.asked


class Hand:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_who_looks_at_the_same_time_sees_the_same() -> None:
    lately, make = Lately(Hand()), Counting()
    seen = await asyncio.gather(*(lately.of("a", make, 10) for _ in range(20)))
    assert set(seen) == {1}
    assert make.asked == 1


async def test_a_little_old_it_is_shown_and_counted_anew_behind() -> None:
    hand, make = Hand(), Counting()
    lately = Lately(hand)
    assert await lately.of("a", make, 10) == 1
    hand.now = 9.9
    assert await lately.of("a", make, 10) == 1
    assert not lately.is_stale()
    hand.now = 10.0
    assert await lately.of("a", make, 10) == 1
    assert lately.is_stale()
    await lately.renew()
    assert not lately.is_stale()
    assert await lately.of("a", make, 10) == 2


async def test_too_old_it_is_not_shown() -> None:
    hand, make = Hand(), Counting()
    lately = Lately(hand)
    assert await lately.of("a", make, 10) == 1
    hand.now = OLD
    assert await lately.of("a", make, 10) == 2


async def test_each_key_has_its_own() -> None:
    lately, make = Lately(Hand()), Counting()
    assert [await lately.of(key, make, 10) for key in "abab"] == [1, 2, 1, 2]
    lately.forget()
    assert await lately.of("a", make, 10) == 3


async def test_what_failed_is_not_kept() -> None:
    lately, make = Lately(Hand()), Counting()

    async def fails() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await lately.of("a", fails, 10)
    assert await lately.of("a", make, 10) == 1


async def test_what_cannot_be_renewed_stays_as_it_was() -> None:
    hand, make = Hand(), Counting()
    lately = Lately(hand)
    await lately.of("a", make, 10)
    hand.now = 20.0

    async def fails() -> int:
        raise ZeroDivisionError

    assert await lately.of("a", fails, 10) == 1
    with pytest.raises(ZeroDivisionError):
        await lately.renew()
    assert await lately.of("a", make, 10) == 1


async def test_it_does_not_grow() -> None:
    lately, make = Lately(Hand()), Counting()
    for number in range(3 * REMEMBERED):
        await lately.of(number, make, 10)
    assert await lately.of(3 * REMEMBERED - 1, make, 10) == 3 * REMEMBERED
    assert await lately.of(0, make, 10) == 3 * REMEMBERED + 1
