"""python-telegram-bot's Application lives on the test server: by polling and by webhook."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import Conflict
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from tests.telegram_server import TOKEN, TelegramServer
from tests.telegram_server.webhook import SECRET_HEADER

Running = Application[Any, Any, Any, Any, Any, Any]
SECRET = "Rahasia-1"


async def started(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    button = InlineKeyboardButton("Mulai", callback_data="go")
    await update.message.reply_text("Halo", reply_markup=InlineKeyboardMarkup.from_button(button))


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Baik")
    await query.edit_message_text("Siapa nama Bapak/Ibu?")


async def said(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(f"Salam, {update.message.text}")


async def filed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    await update.message.reply_document(bytes(await file.download_as_bytearray()))


def application(server: TelegramServer) -> Running:
    request = HTTPXRequest(httpx_kwargs={"trust_env": False})
    polling = HTTPXRequest(httpx_kwargs={"trust_env": False})
    builder = Application.builder().token(TOKEN).request(request).get_updates_request(polling)
    builder = builder.base_url(f"{server.url}/bot").base_file_url(f"{server.url}/file/bot")
    built = builder.build()
    built.add_handler(CommandHandler("start", started))
    built.add_handler(CallbackQueryHandler(pressed))
    built.add_handler(MessageHandler(filters.TEXT, said))
    built.add_handler(MessageHandler(filters.Document.ALL, filed))
    return built


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(webhook_pace=0.001) as running:
        yield running


@contextlib.asynccontextmanager
async def by_polling(server: TelegramServer) -> AsyncIterator[Running]:
    async with application(server) as app:
        assert app.updater is not None
        await app.updater.start_polling(timeout=20)
        await app.start()
        yield app
        await app.updater.stop()
        await app.stop()


@contextlib.asynccontextmanager
async def by_webhook(server: TelegramServer) -> AsyncIterator[Running]:
    async with application(server) as app:

        async def receive(request: web.Request) -> web.Response:
            if request.headers.get(SECRET_HEADER) != SECRET:
                return web.Response(status=401)
            await app.update_queue.put(Update.de_json(await request.json(), app.bot))
            return web.Response()

        await app.start()
        async with listening(receive) as url:
            await app.bot.set_webhook(url, secret_token=SECRET)
            yield app
        await app.stop()


@contextlib.asynccontextmanager
async def listening(receive: Any) -> AsyncIterator[str]:  # noqa: ANN401  (aiohttp's own handler type)
    web_app = web.Application()
    web_app.router.add_post("/hook", receive)
    runner = web.AppRunner(web_app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


WAYS = {"polling": by_polling, "webhook": by_webhook}


@pytest.mark.parametrize("way", WAYS)
async def test_a_talk_of_commands_presses_words_and_files(server: TelegramServer, way: str) -> None:
    budi = server.person("Budi")
    async with WAYS[way](server):
        budi.says("/start")
        assert (await budi.reply()).text == "Halo"
        press = budi.presses("Mulai")
        edited = await budi.reply()
        assert (edited.kind, edited.text) == ("edited", "Siapa nama Bapak/Ibu?")
        assert (await budi.answer(press)).text == "Baik"
        budi.says("Budi")
        assert (await budi.reply()).text == "Salam, Budi"
        budi.sends_document("a.pdf", b"%PDF-1.7")
        returned = (await budi.reply()).message["document"]
    assert server.world.files[returned["file_id"]].data == b"%PDF-1.7"


async def test_many_people_at_once_get_their_own_answers(server: TelegramServer) -> None:
    people = [server.person(f"P{number}") for number in range(20)]
    async with by_webhook(server):
        for person in people:
            for word in ("satu", "dua"):
                person.says(word)
        for person in people:
            heard = [(await person.reply()).text, (await person.reply()).text]
            assert heard == ["Salam, satu", "Salam, dua"]


async def test_a_second_poller_ends_the_first(server: TelegramServer) -> None:
    request = HTTPXRequest(2, httpx_kwargs={"trust_env": False})
    async with telegram.Bot(
        TOKEN, f"{server.url}/bot", request=request, get_updates_request=request
    ) as bot:
        first = asyncio.ensure_future(bot.get_updates(timeout=30))
        await server.world.pending.until_polled()
        await bot.get_updates(timeout=0)
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await first
        await bot.set_webhook(f"{server.url}/nowhere")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
