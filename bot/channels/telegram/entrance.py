"""The link that begins a talk with this bot: its name is asked of Telegram, until it answers."""

import asyncio

import msgspec
from msgspec import Struct

from bot.channels.telegram.api import Api
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.wire import Reply

AGAIN = 60.0
LINK = "https://t.me/{name}?start={{token}}"
"""https://core.telegram.org/bots/features#deep-linking"""


class _Me(Struct):
    username: str = ""


_read = msgspec.json.Decoder(_Me).decode


async def enter(api: Api, entrances: dict[str, str]) -> None:
    """Adds the bot's link. Until then people are led there by no link of ours."""
    while True:
        if name := await _name(api):
            entrances[CHANNEL] = LINK.format(name=name)
            return
        await asyncio.sleep(AGAIN)


async def _name(api: Api) -> str:
    reply = await api.call("getMe", {})
    if not isinstance(reply, Reply) or not reply.ok:
        return ""
    try:
        return _read(reply.result).username
    except msgspec.DecodeError:
        return ""
