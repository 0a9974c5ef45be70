"""WhatsApp as one part of the program: its route, its post, and what runs beside them."""

import asyncio
import logging
from collections.abc import Mapping

from bot.channels.whatsapp import errors
from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.batch import Batches
from bot.channels.whatsapp.draw import Pen
from bot.channels.whatsapp.files import Files
from bot.channels.whatsapp.hear import Ear, Mouth
from bot.channels.whatsapp.limits import ALLOWED, CHANNEL, IN_DOUBT_MS, RATE
from bot.channels.whatsapp.pictures import Pictures, Png
from bot.channels.whatsapp.provider import Provider
from bot.channels.whatsapp.receive import Webhook
from bot.channels.whatsapp.send import Sender
from bot.channels.whatsapp.statuses import Statuses
from bot.channels.whatsapp.window import Window
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.delivery.post import Post
from bot.settings import Settings
from bot.settings_whatsapp import WhatsappSettings
from conversations.broadcast.forecast import bulk_rate
from conversations.texts.phrases import Phrases
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from handlers.sent_elsewhere import sent_elsewhere
from storage.delivery import Delivery
from storage.store import Committed
from storage.writer import DatabaseDownError

PATH = "/webhooks/whatsapp"
ENTRANCE = "https://wa.me/{number}?text=gabung%20{{token}}"
"""Opens a talk in which the words that join it are typed already."""
LOOSE_EVERY = 30.0
log = logging.getLogger(__name__)


class Whatsapp:
    """Made where a token is set. `run` is its life."""

    def __init__(
        self, settings: Settings, parts: Parts, phrases: Mapping[str, Phrases], clock: Clock
    ) -> None:
        mine, self._clock, self._parts = settings.whatsapp, clock, parts
        self._api = Api(provider_of(mine))
        if mine.number:
            parts.entrances[CHANNEL] = ENTRANCE.format(number=mine.number)
        windows = parts.store.windows()
        window = Window(windows, mine.tier, clock.now)
        pens = {language: Pen(words) for language, words in phrases.items()}
        self._sender = Sender(self._api, pens, window, parts.store.lookup)
        self._post = Post(CHANNEL, self._send, parts.store, clock, RATE)
        self._post.bulk.rate = bulk_rate(ALLOWED)
        self._post.doubt = IN_DOUBT_MS
        self.files = Files(self._api, settings.max_file_mb * 2**20)
        self._ear = Ear(parts, windows, Mouth(self._post, self._api, window), clock, phrases)
        self._statuses = Statuses(parts, windows, clock.now)
        batches = Batches(parts.store, self._ear, self._statuses, clock)
        self.webhook = Webhook(batches, self._api.provider, mine.verify_token)

    def draws(self, png: Png) -> None:
        """From now on pictures go along, drawn by `png`."""
        self._sender.pictures = Pictures(self._api, png)

    def tell(self, committed: Committed) -> None:
        """Sends the messages of a turn that began elsewhere."""
        self._post.reply(committed)

    async def run(self) -> None:
        """Until cancelled; then what is on its way still goes out."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._post.run())
                group.create_task(self._attend_loose())
        finally:
            await self._post.drain()
            self._ear.close()
            await self._api.close()

    async def _attend_loose(self) -> None:
        while True:
            try:
                await self._statuses.settle_loose()
            except DatabaseDownError:
                log.warning("the database is down: statuses wait")
            await asyncio.sleep(LOOSE_EVERY)

    async def _send(self, delivery: Delivery) -> Outcome:
        """What may not be said here is said elsewhere, before it counts as failed."""
        outcome = await self._sender.send(delivery)
        if errors.goes_elsewhere(outcome):
            try:
                await sent_elsewhere(delivery, self._parts, self._clock.now())
            except (DatabaseDownError, TooBusyError) as error:
                log.warning("a message goes nowhere else: %s", type(error).__name__)
                return Outcome("waiting", reason=outcome.reason, delay=errors.MINUTE)
        return outcome


def provider_of(mine: WhatsappSettings) -> Provider:
    return Provider(mine.provider, mine.api_url, mine.token, mine.phone_id, mine.app_secret)
