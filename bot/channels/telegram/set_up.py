"""Everything rare, through aiogram: the webhook, the menu of commands, names and descriptions.

With a webhook it runs as a process of its own (`apart.py`): aiogram would stay in the memory of
the one that serves for ever.
"""

import asyncio
import sys
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from bot.channels.telegram.wire import ALLOWED_UPDATES

if TYPE_CHECKING:
    from aiogram import Bot

CONNECTIONS = 100


class Described(Struct, frozen=True):
    """What people see of the bot in one language; `code` None is everybody's whose own is not
    there. `menu` has the description of each command by its name.
    """

    code: str | None
    menu: dict[str, str]
    about: str
    short: str


class SetUp(Struct, frozen=True):
    """What Telegram is told: by whom, where updates go (`webhook` "" is polling), and how the bot
    describes itself.
    """

    base: str
    token: str
    webhook: str
    secret: str
    described: list[Described]


def open_bot(base: str, token: str) -> "Bot":
    """Aiogram's bot on the server at `base`."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    return Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(base)))


async def set_up(what: SetUp) -> str:
    """Tries once. Returns "", or the kind of error that there was."""
    from aiogram.exceptions import AiogramError

    bot = open_bot(what.base, what.token)
    try:
        await _receive(bot, what)
        for described in what.described:
            await _describe(bot, described)
    except AiogramError as error:
        return type(error).__name__
    finally:
        await bot.session.close()
    return ""


async def _receive(bot: "Bot", what: SetUp) -> None:
    """Waiting updates are kept: they are applicants' messages."""
    if not what.webhook:
        await bot.delete_webhook()
        return
    await bot.set_webhook(
        what.webhook,
        secret_token=what.secret,
        allowed_updates=ALLOWED_UPDATES,
        max_connections=CONNECTIONS,
    )


async def _describe(bot: "Bot", described: Described) -> None:
    from aiogram.types import BotCommand

    code = described.code
    menu = [BotCommand(command=name, description=says) for name, says in described.menu.items()]
    await bot.set_my_commands(menu, language_code=code)
    await bot.set_my_description(described.about, language_code=code)
    await bot.set_my_short_description(described.short, language_code=code)


def main() -> None:
    """Reads what to tell, so that a token stands in no list of processes; says what failed."""
    what = msgspec.json.decode(sys.stdin.buffer.read(), type=SetUp)
    sys.stdout.write(asyncio.run(set_up(what)))


if __name__ == "__main__":
    main()
