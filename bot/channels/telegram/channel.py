"""Telegram as one part of the program: its route, its post, and what runs beside them."""

import asyncio
from collections.abc import Mapping

from bot.channels.telegram.apart import set_up_apart, until_told
from bot.channels.telegram.api import Api, SendMessage
from bot.channels.telegram.describe import descriptions
from bot.channels.telegram.entrance import enter
from bot.channels.telegram.files import Files
from bot.channels.telegram.hear import Ear, Mouth
from bot.channels.telegram.limits import ALLOWED, CHANNEL, RATE
from bot.channels.telegram.pens import pens_of
from bot.channels.telegram.photo import Photos, Png
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.send import Sender
from bot.channels.telegram.set_up import SetUp, open_bot, set_up
from bot.channels.telegram.tidy import Tidy
from bot.channels.telegram.webhook import Webhook
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.delivery.post import Post
from bot.settings import Settings
from conversations.broadcast.forecast import bulk_rate
from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from handlers.parts import Parts
from storage.delivery import Delivery, Trail
from storage.store import Committed

PATH = "/webhooks/telegram"


class Telegram:
    """Made where a token is set. `run` is its life."""

    def __init__(
        self,
        settings: Settings,
        parts: Parts,
        edition: Edition,
        phrases: Mapping[str, Phrases],
        clock: Clock,
    ) -> None:
        self._settings, self._edition, self._phrases = settings, edition, phrases
        self._parts, self._drawn = parts, pens_of(self._edition, self._phrases)
        self._api = Api(settings.telegram_api_url, settings.telegram_token)
        sender = self._sender = Sender(self._api, self._drawn)
        rate = settings.broadcast.telegram_rate
        self._post = Post(CHANNEL, sender.send, parts.store, clock, rate * RATE // ALLOWED or 1)
        self._post.bulk.rate = bulk_rate(rate)
        self._files = Files(self._api, settings.telegram_api_url, settings.telegram_token)
        portal = edition.posting.portal
        self._tidy = Tidy(self._api, sender.paused)
        self._ear = Ear(parts, Mouth(self._post, self._tidy), clock, phrases, portal)

    def serve(self, edition: Edition) -> None:
        """From now on the times of this edition are told in the reader's own zone."""
        self._edition = edition
        self._drawn.update(pens_of(self._edition, self._phrases))

    def draws(self, png: Png) -> None:
        """From now on pictures go along, drawn by `png`."""
        self._sender.photos = Photos(self._api, png)

    @property
    def files(self) -> Files:
        """The files that people sent."""
        return self._files

    def tell(self, committed: Committed) -> None:
        """Sends the messages of a turn that began elsewhere."""
        self._post.reply(committed)

    async def show(self, chat: str, message: Message, language: str, edits: str = "") -> Outcome:
        """A message to somebody or a channel that has no case, in the place of the earlier one of
        the id `edits`.
        """
        address = Address(CHANNEL, chat)
        delivery = Delivery(0, message.seq, 0, address, 0, message, language, edits, Trail())
        return await self._sender.send(delivery)

    async def note(self, chat: str, text: str) -> None:
        """A few words to somebody of the staff: tried once, since the console shows the same."""
        await self._api.call("sendMessage", SendMessage(chat, text))

    @property
    def webhook(self) -> Webhook:
        """Where Telegram brings its updates."""
        return Webhook(self._ear, self._settings.telegram_webhook_secret)

    async def run(self) -> None:
        """Until cancelled: takes up what is due, and with polling hears."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.reply_only())
            group.create_task(self._hear())

    async def reply_only(self) -> None:
        """Until cancelled; then what is on its way still goes out."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._post.run())
                group.create_task(enter(self._api, self._parts.entrances))
        finally:
            await self._post.drain()
            self._tidy.close()
            self._files.close()
            self._api.close()

    async def _hear(self) -> None:
        """One process at a time tells Telegram where updates go, and polls."""
        polls = self._settings.telegram_mode == "polling"
        async with self._parts.store.leading(CHANNEL):
            await until_told(self._what(), set_up if polls else set_up_apart)
            if polls:
                await self._poll()

    async def _poll(self) -> None:
        bot = open_bot(self._settings.telegram_api_url, self._settings.telegram_token)
        try:
            await Poller(bot, self._ear, self._api).run()
        finally:
            await bot.session.close()

    def _what(self) -> SetUp:
        webhooks = self._settings.telegram_mode == "webhook"
        return SetUp(
            self._settings.telegram_api_url,
            self._settings.telegram_token,
            f"{self._settings.public_url}{PATH}" if webhooks else "",
            self._settings.telegram_webhook_secret,
            list(descriptions(self._edition, self._phrases)),
        )
