"""What mail allows, and what this channel can do."""

from conversations.dialog.capabilities import Capabilities
from storage.reaching import MAIL as CHANNEL

__all__ = ["CHANNEL"]
RATE = 10
"""Letters a second."""
CAPABILITIES = Capabilities(
    can_push=True, can_edit=False, multi_select=False, identity_papers=False, rate=RATE
)
LINES = 4
"""Connections to the server that are kept."""
LINE_SECONDS = 1.0
CALL_SECONDS = 6.0
"""To get a line, and to hand a letter over: together less than a lease."""
MOST_BODY = 1 << 20
CODES_BURST, CODES_EVERY = 5, 3600.0
"""Codes to one mailbox, whoever asks for them."""
