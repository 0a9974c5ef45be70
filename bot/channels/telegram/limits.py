"""What Telegram allows (core.telegram.org/bots/api, /bots/faq), and what this channel can do."""

from msgspec.structs import replace

from bot.settings_broadcast import TELEGRAM_RATE
from conversations.dialog.capabilities import Capabilities

CHANNEL = "telegram"
ANNOUNCE = "/siaran"
"""The command of staff that begins an announcement."""
ALLOWED = TELEGRAM_RATE
CAPABILITIES = Capabilities(
    can_push=True, can_edit=True, multi_select=True, identity_papers=True, needs_template=False,
    rate=ALLOWED,
)  # fmt: skip


def capabilities(rate: int) -> Capabilities:
    """The same where Telegram takes `rate` messages a second of this bot."""
    return replace(CAPABILITIES, rate=rate)


MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_BODY = 1 << 20
MOST_FILE = 20 << 20
"""What a Bot API server lets a bot fetch."""
MOST_IN_ROW = 3
ROW_WIDTH = 40
RATE = 25
"""What waits goes out at this rate where `ALLOWED` is what Telegram takes: replies go beside it."""
CHAT_BURST = 40
CHAT_EVERY = 1.0
"""A chat takes short bursts, then a message a second."""
HEARD_BURST = 60
HEARD_EVERY = 1.0
"""More than this from one person is not read."""
