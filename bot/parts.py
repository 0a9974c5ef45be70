"""What handlers work with, over the channels that the settings open."""

from bot.channels.email.limits import CAPABILITIES as MAIL
from bot.channels.email.limits import CHANNEL as MAIL_NAME
from bot.channels.telegram.limits import CHANNEL as TELEGRAM_NAME
from bot.channels.telegram.limits import capabilities as telegram_capabilities
from bot.channels.webchat.desk import CHANNEL as WEBCHAT_NAME
from bot.channels.webchat.limits import CAPABILITIES as WEBCHAT
from bot.channels.whatsapp.limits import CHANNEL as WHATSAPP_NAME
from bot.channels.whatsapp.limits import capabilities as whatsapp_capabilities
from bot.settings import Settings
from conversations.dialog.capabilities import Capabilities
from conversations.dialog.engine import Dialog
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.store import Store


def parts_of(settings: Settings, store: Store, dialog: Dialog) -> Parts:
    """The parts of one process."""
    documents = store.documents(Blobs(settings.blob_url))
    slug = dialog.edition.posting.slug
    return Parts(store, dialog, slug, _channels(settings), documents, settings.public_url)


def _channels(settings: Settings) -> dict[str, Capabilities]:
    """What each can do."""
    rate = settings.broadcast.telegram_rate
    channels = {WEBCHAT_NAME: WEBCHAT, TELEGRAM_NAME: telegram_capabilities(rate)}
    if settings.smtp_url:
        channels[MAIL_NAME] = MAIL
    if settings.whatsapp.token:
        channels[WHATSAPP_NAME] = whatsapp_capabilities(settings.whatsapp.tier)
    return channels
