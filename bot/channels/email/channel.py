"""Mail as one part of the program: its post, and what comes back."""

import logging
from collections.abc import Mapping
from email.headerregistry import Address as MailAddress
from email.utils import parseaddr

from bot.channels.email.compose import Stationery
from bot.channels.email.limits import CHANNEL, RATE
from bot.channels.email.lines import Lines, server_of
from bot.channels.email.send import Sender
from bot.channels.email.webhook import Webhook
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.delivery.post import Post
from bot.settings import Settings
from conversations.dialog.event import Address
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from handlers.contact_bounced import contact_bounced
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from storage.delivery import Delivery
from storage.writer import DatabaseDownError

PATH = "/webhooks/mail"
log = logging.getLogger(__name__)


class Mail:
    """Made where a server is set. `run` is its life."""

    def __init__(
        self,
        settings: Settings,
        parts: Parts,
        phrases: Mapping[str, Phrases],
        clock: Clock,
    ) -> None:
        self._parts, self._clock = parts, clock
        self._titles = titles_of(parts.dialog.edition)
        paper = stationery(settings, phrases, self._titles)
        self._lines = Lines(server_of(settings.smtp_url, paper.sender.domain))
        store = parts.store
        self._sender = Sender(self._lines, paper, store.lookup, store.ways, clock.now)
        self._post = Post(CHANNEL, self._send, store, clock, RATE)
        self.webhook = Webhook(parts, clock, settings.mail_webhook_secret)

    def serve(self, edition: Edition) -> None:
        """From the next letter on it is about this edition of the posting."""
        self._titles.update(titles_of(edition))

    async def run(self) -> None:
        """Until cancelled; then what is on its way still goes out."""
        try:
            await self._post.run()
        finally:
            await self._post.drain()
            self._lines.close()

    async def _send(self, delivery: Delivery) -> Outcome:
        outcome = await self._sender.send(delivery)
        if outcome.blocked and not delivery.message.to:
            await self._bounced(delivery.address)
        return outcome

    async def _bounced(self, address: Address) -> None:
        """The talk says so; that nothing more goes there is the post's."""
        try:
            await contact_bounced(address, self._parts, self._clock.now())
        except (DatabaseDownError, TooBusyError) as error:
            log.warning("a refused address is not noted: %s", type(error).__name__)


def titles_of(edition: Edition) -> dict[str, str]:
    """By language."""
    return {language: texts.title for language, texts in edition.texts.items()}


def stationery(
    settings: Settings, phrases: Mapping[str, Phrases], titles: Mapping[str, str]
) -> Stationery:
    name, address = parseaddr(settings.mail_from)
    sender = MailAddress(name, addr_spec=address)
    return Stationery(sender, settings.public_url, phrases, titles)
