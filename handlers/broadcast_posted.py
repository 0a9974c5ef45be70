"""An announcement goes into the agency's own channel as one post, which its *ralat* changes.

What became of it stands in `Broadcast.channel_post`: "" not yet, `leased` while it is tried, then
`sent:<id>`, `failed:<why>` or `unknown`, which is never tried again by itself.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from msgspec import Struct

from conversations.broadcast.words import replaced
from conversations.dialog.message import Message
from conversations.dialog.state import State
from handlers.broadcast_due import notice_of
from handlers.broadcast_written import broadcast_of
from handlers.parts import Parts
from storage.broadcasts import Broadcast

LEASED = "leased"
SENT = "sent:"


class Posted(Struct, frozen=True):
    """What became of one attempt: `sent` with the channel's `id`, `failed`, `unknown`, or `later`
    where nothing was sent.
    """

    status: str
    id: str = ""
    reason: str = ""


Post = Callable[[Message, str, str], Awaitable[Posted]]
"""Shows a message in a language, in the place of the earlier one of this id ("" is a new one)."""


async def broadcast_posted(going: Broadcast, parts: Parts, post: Post, now: datetime) -> None:
    """Once; nothing where it is not meant for the channel. Raises `DatabaseDownError`."""
    if not going.segment.posted or (going.channel_post and going.channel_post != LEASED):
        return
    announcing = parts.store.announcing
    if going.channel_post == LEASED:  # whoever tried it died over it
        await announcing.posted(going, LEASED, "unknown")
        return
    voice = parts.dialog.scene(State(), now).voice
    if going.corrects:
        wrong = await broadcast_of(going.corrects, parts)
        if wrong.channel_post.startswith(SENT):
            edit = replaced(0, (wrong.code, going.code), 1, voice.phrases)
            await post(edit, voice.language, wrong.channel_post.removeprefix(SENT))
    if not await announcing.posted(going, "", LEASED):
        return
    message = notice_of(going, parts.home).message(0, voice.phrases, voice.texts.agency)
    told = await post(message, voice.language, "")
    await announcing.posted(going, LEASED, _became(told))


def _became(told: Posted) -> str:
    if told.status == "sent":
        return f"{SENT}{told.id}"[:64]
    if told.status == "later":
        return ""
    return f"failed:{told.reason}"[:64] if told.status == "failed" else "unknown"
