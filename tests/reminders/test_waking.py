import asyncio
from datetime import timedelta

import pytest

from bot.reminders import waking
from bot.reminders.waking import Waking

SOON = timedelta(milliseconds=20)
NEVER = timedelta(days=400)


async def test_it_wakes_at_the_time_that_was_set_last() -> None:
    rung = asyncio.Event()
    with Waking(rung.set) as alarm:
        alarm.wake_in(NEVER)
        alarm.wake_in(SOON)
        await rung.wait()


async def test_what_is_overdue_wakes_at_once() -> None:
    rung = asyncio.Event()
    with Waking(rung.set) as alarm:
        alarm.wake_in(-NEVER)
        await rung.wait()


async def test_no_time_is_no_time() -> None:
    early, late = asyncio.Event(), asyncio.Event()
    with Waking(early.set) as first, Waking(late.set) as second:
        first.wake_in(SOON)
        first.wake_in(None)
        first.wake_in(None)
        second.wake_in(3 * SOON)
        await late.wait()
        assert not early.is_set()


async def test_it_beats_without_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "BEAT", timedelta(seconds=1))
    rung = asyncio.Event()
    with Waking(rung.set):
        await rung.wait()
