"""Lets a town's announcements go out over a Bot API server of the tests."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channels.telegram.api import Api
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.pens import pens_of
from bot.channels.telegram.send import Sender
from bot.delivery.post import Post
from bot.texts import load_phrases
from conversations.broadcast.forecast import bulk_rate
from handlers.broadcast_written import broadcast_of
from storage.broadcasts import Broadcast
from tests.broadcast.town import Town
from tests.conversations.dialog.talk import edition
from tests.storage.crowd import person
from tests.telegram_server import TOKEN, TelegramServer


@asynccontextmanager
async def over(telegram: TelegramServer, town: Town) -> AsyncIterator[None]:
    """Everything that sends runs while the block lasts."""
    api = Api(telegram.url, TOKEN)
    sender = Sender(api, pens_of(edition(), load_phrases()))
    post = Post(CHANNEL, sender.send, town.store, town.clock, town.rate)
    post.bulk.rate = bulk_rate(town.rate)
    works = [asyncio.create_task(post.run()), asyncio.create_task(town.worker.run())]
    try:
        yield
    finally:
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
        await post.drain()
        api.close()


def moves_in(telegram: TelegramServer, count: int) -> None:
    """The first `count` of a crowd may be written to."""
    for number in range(count):
        telegram.person(user_id=int(person(number).external_id))


async def ended(town: Town, code: str) -> Broadcast:
    """Once it is neither on its way nor waits for its time."""
    while True:
        found = await broadcast_of(code, town.parts)
        if found.status not in {"scheduled", "going"}:
            return found
        await asyncio.sleep(0.05)  # the database tells nobody


def arrived(telegram: TelegramServer, code: str) -> Counter[int]:
    """How often it reached each chat."""
    sent = (each for each in telegram.ledger.delivered if each.kind == "sent")
    return Counter(each.chat_id for each in sent if code in each.text)
