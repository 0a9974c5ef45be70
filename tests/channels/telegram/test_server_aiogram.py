"""aiogram's Bot takes the test server for the real one, too."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
)

from tests.telegram_server import TOKEN, Fault, TelegramServer
from tests.telegram_server.people import migrate

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot(TOKEN, session=session) as ready:
        yield ready


async def test_it_sends_edits_and_answers(bot: Bot, server: TelegramServer) -> None:
    budi = server.person()
    button = InlineKeyboardButton(text="Ya", callback_data="y", style="success")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    due = 'Sampai <tg-time unix="1766394000" format="wDT">22 Desember</tg-time>'
    sent = await bot.send_message(budi.id, due, parse_mode="HTML", reply_markup=keyboard)
    assert sent.entities is not None
    assert (sent.entities[0].type, sent.entities[0].unix_time) == ("date_time", 1766394000)
    await bot.answer_callback_query(budi.presses("Ya"), text="Baik")
    await bot.edit_message_text("Selesai", chat_id=budi.id, message_id=sent.message_id)
    assert [entry.kind for entry in server.ledger.of(budi.id)] == ["sent", "answered", "edited"]


async def test_it_moves_files(bot: Bot, server: TelegramServer) -> None:
    budi = server.person()
    media = [InputMediaPhoto(media=BufferedInputFile(PNG, f"{number}.png")) for number in range(2)]
    album = await bot.send_media_group(budi.id, media)  # type: ignore[arg-type]  # its union is invariant
    assert album[0].photo is not None
    fetched = await bot.download(album[0].photo[-1])
    assert fetched is not None
    assert fetched.read() == PNG


async def test_updates_come_by_polling(bot: Bot, server: TelegramServer) -> None:
    budi = server.person("Budi")
    budi.says("/start demo")
    budi.blocks()
    updates = await bot.get_updates(timeout=5)
    assert [update.event_type for update in updates] == ["message", "my_chat_member"]
    assert await bot.get_updates(offset=updates[-1].update_id + 1) == []


async def test_its_errors_have_their_types(bot: Bot, server: TelegramServer) -> None:
    budi = server.person()
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(1, "Halo")
    server.faults.add(Fault("too_many", chat_id=budi.id, seconds=9))
    with pytest.raises(TelegramRetryAfter) as waiting:
        await bot.send_message(budi.id, "Halo")
    assert waiting.value.retry_after == 9
    group = server.group("Grup", budi)
    grown = migrate(server.world, group)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(group.id, "Halo")
    assert moved.value.migrate_to_chat_id == grown.id
    budi.blocks()
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(budi.id, "Halo")
