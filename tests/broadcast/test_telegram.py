"""Announcements over Telegram's own manners: pauses, failures, and the edit of a wrong one."""

from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot.clock import Clock
from handlers.broadcast_progress import broadcast_progress
from tests.broadcast.over_telegram import arrived, ended, moves_in, over
from tests.broadcast.test_segments import comes
from tests.broadcast.town import Town, address
from tests.telegram_server import TelegramServer
from tests.telegram_server.faults import Fault

IN_FLIGHT = 8


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


def _has(telegram: TelegramServer, count: int) -> bool | None:
    return len(telegram.ledger.delivered) >= count or None


@pytest.fixture
def busy(town: Town) -> Town:
    """Real time, and nearly no limit."""
    town.clock, town.rate = Clock(), 3_000
    town.again()
    return town


@pytest.mark.timeout(400)
async def test_a_pause_that_telegram_asks_for_holds_everything(
    telegram: TelegramServer, busy: Town
) -> None:
    busy.people(120)
    moves_in(telegram, 120)
    made = await busy.started()
    async with over(telegram, busy):
        for count in (30, 70):
            await telegram.ledger.until(partial(_has, telegram, count), 60)
            telegram.faults.pause(1)
        done = await ended(busy, made.code)
    refused = [call for call in telegram.ledger.calls if call.status == 429]
    assert len(refused) <= 2 * IN_FLIGHT  # what was on its way already
    assert done.status == "done"
    assert list(arrived(telegram, made.code).values()) == [1] * 120


@pytest.mark.timeout(400)
async def test_of_what_fails_nothing_is_lost_and_every_doubt_is_counted(
    telegram: TelegramServer, busy: Town
) -> None:
    busy.people(80)
    moves_in(telegram, 80)
    for kind, chance in (("server_error", 0.2), ("reset", 0.05), ("lost_reply", 0.05)):
        telegram.faults.add(Fault(kind, "sendMessage", times=None, chance=chance))  # type: ignore[arg-type]  # one of its kinds
    made = await busy.started()
    async with over(telegram, busy):
        done = await ended(busy, made.code)
    progress = await broadcast_progress(done, busy.parts, busy.clock.now())
    calls = [call for call in telegram.ledger.calls if call.method == "sendmessage"]
    assert progress.doubtful == len([call for call in calls if call.status == 0]) > 0
    times = arrived(telegram, made.code)
    assert len(times) >= progress.told["sent"]
    assert progress.told["sent"] + progress.told.get("unknown", 0) == 80
    assert sum(times.values()) - len(times) <= progress.doubtful


@pytest.mark.timeout(400)
async def test_a_correction_goes_to_who_got_the_wrong_one_and_changes_that(
    telegram: TelegramServer, busy: Town
) -> None:
    busy.people(4)
    moves_in(telegram, 3)  # one of them cannot be written to
    wrong = await busy.started()
    async with over(telegram, busy):
        await ended(busy, wrong.code)
        await comes(busy, address(50))
        right = await busy.started(corrects=wrong.code)
        done = await ended(busy, right.code)
    assert (done.corrects, done.audience) == (wrong.code, 3)
    assert len(arrived(telegram, right.code)) == 3
    for chat in arrived(telegram, right.code):
        first, second = telegram.ledger.of(chat, "sent")
        edited = telegram.ledger.of(chat, "edited")[-1]
        assert wrong.code in first.text
        assert f"memperbaiki pengumuman berkode {wrong.code}" in second.text
        assert edited.message["message_id"] == first.message["message_id"]
        assert f"ralat berkode {right.code}" in edited.text
        assert "terganggu" not in edited.text
