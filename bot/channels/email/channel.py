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
        edition: Edition,
        phrases: Mapping[str, Phrases],
        clock: Clock,
    ) -> None:
        self._parts, self._clock = parts, clock
        paper = stationery(settings, edition, phrases)
        self._lines = Lines(server_of(settings.smtp_url, paper.sender.domain))
        store = parts.store
        self._sender = Sender(self._lines, paper, store.lookup, store.ways, clock.now)
        self._post = Post(CHANNEL, self._send, store, clock, RATE)
        self.webhook = Webhook(parts, clock, settings.mail_webhook_secret)

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


def stationery(settings: Settings, edition: Edition, phrases: Mapping[str, Phrases]) -> Stationery:
    name, address = parseaddr(settings.mail_from)
    titles = {language: texts.title for language, texts in edition.texts.items()}
    sender = MailAddress(name, addr_spec=address)
    return Stationery(sender, settings.public_url, phrases, titles)
