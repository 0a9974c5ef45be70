"""A limit in time: kept, told apart from other ends, and out of the way of what is in time."""

import asyncio

import pytest

from bot.patience import Patience


async def test_what_is_in_time_is_returned() -> None:
    async def quick() -> int:
        await asyncio.sleep(0)
        return 7

    assert await Patience().within(30, quick()) == 7


async def test_what_takes_longer_is_ended_and_said_so() -> None:
    ended = asyncio.Event()

    async def slow() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(TimeoutError):
        await Patience().within(0.01, slow())
    assert ended.is_set()


async def test_a_shorter_limit_does_not_wait_for_a_longer_one() -> None:
    patience = Patience()
    long = asyncio.ensure_future(patience.within(30, asyncio.Event().wait()))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await patience.within(0.01, asyncio.Event().wait())
    assert not long.done()
    long.cancel()
    with pytest.raises(asyncio.CancelledError):
        await long


async def test_each_has_its_own_end() -> None:
    patience = Patience()
    ends = [patience.within(0.01 * n, asyncio.Event().wait()) for n in range(1, 4)]
    done = await asyncio.gather(*ends, return_exceptions=True)
    assert [type(each) for each in done] == [TimeoutError] * 3


async def test_an_end_from_outside_is_no_timeout() -> None:
    task = asyncio.ensure_future(Patience().within(30, asyncio.Event().wait()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_fails_fails_as_it_did() -> None:
    async def failing() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Patience().within(30, failing())


async def test_after_a_timeout_the_task_goes_on() -> None:
    patience = Patience()
    with pytest.raises(TimeoutError):
        await patience.within(0.01, asyncio.Event().wait())
    await asyncio.sleep(0)
    assert await patience.within(30, asyncio.sleep(0, "on")) == "on"
