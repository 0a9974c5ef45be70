"""The link that begins a talk with the bot."""

from typing import cast

import msgspec

from bot.channels.telegram.api import Api
from bot.channels.telegram.entrance import enter
from bot.channels.telegram.wire import Reply


class Answering:
    """A server that answers each call with the next of these."""

    def __init__(self, reply: Reply) -> None:
        self.reply, self.asked = reply, list[str]()

    async def call(self, method: str, _arguments: object) -> Reply:
        self.asked.append(method)
        return self.reply


async def test_the_name_is_asked_once() -> None:
    server = Answering(Reply(ok=True, result=msgspec.Raw(b'{"id":1,"username":"pandu_bot"}')))
    entrances: dict[str, str] = {}
    await enter(cast("Api", server), entrances)
    assert entrances["telegram"].format(token="abc") == "https://t.me/pandu_bot?start=abc"
    assert server.asked == ["getMe"]
