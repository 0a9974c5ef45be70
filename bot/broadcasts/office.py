"""What staff see and try of an announcement before it goes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import Struct

from conversations.dialog.message import Message
from handlers.broadcast_posted import Post
from handlers.broadcast_tested import Show, messages
from handlers.parts import Parts
from storage.broadcasts import Broadcast

Draw = Callable[[Message, str], str]
"""A message in a language as plain text, with the marks that its channel shows."""


class Preview(Struct, frozen=True):
    """How one channel shows it in one language."""

    channel: str
    language: str
    text: str


@dataclass(frozen=True)
class Office:
    """See `office_at`. `show` sends to one of the staff, `post` into the agency's own
    channel: None where there is no such way.
    """

    draws: Mapping[str, Draw]
    cooling: timedelta
    show: Show | None = None
    post: Post | None = None

    def previews(self, broadcast: Broadcast, parts: Parts, now: datetime) -> list[Preview]:
        """On each channel that it may go to, in each language it is written in."""
        only = broadcast.segment.channels or tuple(parts.channels)
        return [
            Preview(channel, language, self.draws[channel](message, language))
            for channel in only
            if channel in self.draws
            for language, message in messages(broadcast, parts, now).items()
        ]
