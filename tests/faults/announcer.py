"""A worker that sends announcements over Telegram and does nothing else: it starts quickly."""

import asyncio
import sys

from bot.broadcasts.broadcasting import Broadcasting
from bot.channels.telegram.api import Api
from bot.channels.telegram.limits import CHANNEL, capabilities
from bot.channels.telegram.pens import pens_of
from bot.channels.telegram.send import Sender
from bot.clock import Clock
from bot.delivery.post import Post
from bot.ids import new_id
from bot.settings import load
from bot.texts import load_phrases
from conversations.broadcast.forecast import bulk_rate
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.sealing import MasterKey
from storage.store import Store
from tests.conversations.dialog.talk import dialog, edition
from tests.faults.server import READY


async def announce() -> None:
    """Until killed."""
    settings, clock = load(), Clock()
    store = Store(settings.database_url, MasterKey(settings.master_key), new_id)
    rate = settings.broadcast.telegram_rate
    channels = {CHANNEL: capabilities(rate)}
    documents = store.documents(Blobs(settings.blob_url))
    parts = Parts(store, dialog(), edition().posting.slug, channels, documents)
    api = Api(settings.telegram_api_url, settings.telegram_token)
    sender = Sender(api, pens_of(edition(), load_phrases()))
    post = Post(CHANNEL, sender.send, store, clock, rate)
    post.bulk.rate = bulk_rate(rate)
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    async with asyncio.TaskGroup() as group:
        group.create_task(post.run())
        group.create_task(Broadcasting(parts, clock).run())


if __name__ == "__main__":
    asyncio.run(announce())
