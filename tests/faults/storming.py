"""Workers send an announcement while Telegram asks for pauses again and again."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from msgspec import Struct

from bot.clock import Clock
from bot.ids import new_id
from conversations.broadcast.forecast import bulk_rate
from storage.migrate import migrate
from tests.broadcast.over_telegram import arrived, ended, moves_in
from tests.broadcast.town import Town
from tests.faults.broadcasting import MASTER, Plan, worker_of
from tests.telegram_server import TelegramServer

ON_THE_WAY = 0.5
"""Seconds: what had left before the pause was known may still arrive within it."""


class Stormed(Struct, frozen=True):
    """`inside`: requests within a pause that had not left before it. `share` of the rate that an
    announcement may have, while no pause was in force.
    """

    status: str
    times: Counter[int]
    pauses: int
    inside: int
    refused: int
    share: float


async def announce_in_a_storm(
    folder: Path, url: str, plan: Plan, pauses: Sequence[float]
) -> Stormed:
    """Each of `pauses` (seconds) begins once an equal part of the rest arrived."""
    await asyncio.to_thread(migrate, url)
    town = Town(url, folder, clock=Clock(), master=MASTER, ids=iter(new_id, -1))
    town.open()
    await asyncio.to_thread(town.people, plan.people)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(town.store.close)
        telegram = await stack.enter_async_context(TelegramServer())
        moves_in(telegram, plan.people)
        for at in range(plan.workers):
            server = worker_of(folder / str(at), plan, url, telegram)
            await asyncio.to_thread(server.start)
            stack.push_async_callback(asyncio.to_thread, server.stop)
        made = await town.started()
        begun = await _paused(telegram, plan, pauses)
        done = await ended(town, made.code)
        return _outcome(telegram, done.status, arrived(telegram, made.code), begun, plan)


Span = tuple[float, float]


async def _paused(telegram: TelegramServer, plan: Plan, pauses: Sequence[float]) -> list[Span]:
    """When each pause began and ended, by the server's clock."""
    spans = []
    for number, seconds in enumerate(pauses, 1):
        count = plan.people * number // (len(pauses) + 1)
        await telegram.ledger.until(partial(_has, telegram, count), 600)
        telegram.faults.pause(seconds)
        now = telegram.clock.now()
        spans.append((now, now + seconds))
    return spans


def _has(telegram: TelegramServer, count: int) -> bool | None:
    return len(telegram.ledger.delivered) >= count or None


def _outcome(
    telegram: TelegramServer, status: str, times: Counter[int], spans: list[Span], plan: Plan
) -> Stormed:
    calls = [call for call in telegram.ledger.calls if call.method == "sendmessage"]
    inside = [
        call
        for call in calls
        if any(begins + ON_THE_WAY < call.at < ends for begins, ends in spans)
    ]
    open_time = calls[-1].at - calls[0].at - sum(ends - begins for begins, ends in spans)
    share = len(telegram.ledger.delivered) / open_time / bulk_rate(plan.rate)
    refused = sum(call.status == 429 for call in calls)
    return Stormed(status, times, len(spans), len(inside), refused, round(share, 3))
