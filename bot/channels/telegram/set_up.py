"""Everything rare, through aiogram: the webhook, the menu of commands, names and descriptions."""

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.channels.telegram.wire import ALLOWED_UPDATES
from conversations.texts.phrases import Phrases

if TYPE_CHECKING:
    from aiogram import Bot

COMMANDS = ("start", "berkas", "kit", "ringkasan", "kembali", "bantuan", "bahasa")
FIRST = "id"
MOST_ABOUT, MOST_SHORT = 512, 120
RETRY = 5.0
log = logging.getLogger(__name__)


def open_bot(base: str, token: str) -> "Bot":
    """Aiogram's bot on the server at `base`."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    return Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(base)))


async def set_up(
    bot: "Bot", webhook: str, secret: str, phrases: Mapping[str, Phrases], names: Mapping[str, str]
) -> None:
    """Tells Telegram where updates go (`webhook` "" is polling) and what people see of the bot.

    Tries until Telegram answers. `names` are the words that the description is filled with.
    """
    from aiogram.exceptions import TelegramAPIError

    while True:
        try:
            await _receive(bot, webhook, secret)
            await _describe(bot, phrases, names)
        except TelegramAPIError as error:
            log.warning("Telegram cannot be set up yet: %s", type(error).__name__)
            await asyncio.sleep(RETRY)
        else:
            return


async def _receive(bot: "Bot", webhook: str, secret: str) -> None:
    """Waiting updates are kept: they are applicants' messages."""
    if webhook:
        await bot.set_webhook(
            webhook, secret_token=secret, allowed_updates=ALLOWED_UPDATES, max_connections=100
        )
    else:
        await bot.delete_webhook()


async def _describe(bot: "Bot", phrases: Mapping[str, Phrases], names: Mapping[str, str]) -> None:
    """Indonesian is everybody's whose own language is not there."""
    from aiogram.types import BotCommand

    for language, words in phrases.items():
        code = None if language == FIRST else language
        menu = [
            BotCommand(command=name, description=words(f"telegram.commands.{name}"))
            for name in COMMANDS
        ]
        about = words("telegram.about", **names)[:MOST_ABOUT]
        await bot.set_my_commands(menu, language_code=code)
        await bot.set_my_description(about, language_code=code)
        await bot.set_my_short_description(words("telegram.short")[:MOST_SHORT], language_code=code)
