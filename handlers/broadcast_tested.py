"""Staff had an announcement sent to themselves, before anybody else gets it."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.status import allow
from conversations.dialog.message import Message
from conversations.dialog.state import State
from handlers.broadcast_due import notice_of
from handlers.broadcast_posted import Posted
from handlers.broadcast_written import ROLE, allow_role, broadcast_of, changed
from handlers.parts import Parts
from storage.broadcasts import Broadcast, Change
from storage.cases import millis
from storage.staff import Member, asked

Show = Callable[[str, Message, str], Awaitable[Posted]]
"""Sends a message in a language to somebody on Telegram."""


async def broadcast_tested(
    code: str, parts: Parts, who: Member, show: Show | None, now: datetime
) -> Broadcast:
    """In each language it is written in, to `who`. Raises `BroadcastRefusedError` where it did not
    arrive, `DatabaseDownError`.
    """
    allow_role(who, ROLE)
    was = await broadcast_of(code, parts)
    allow("test", was.status)
    chat = await asked(parts.store.desk.people.telegram_of, who.id)
    if show is None or not chat:
        raise BroadcastRefusedError("no_address")
    for language, message in messages(was, parts, now).items():
        told = await show(chat, message, language)
        if told.status != "sent":
            raise BroadcastRefusedError("test_failed", reason=told.reason or told.status)
    values = {"tested_at": millis(now)}
    await changed(Change(was, values, who.actor, "tested"), parts, now)
    return await broadcast_of(code, parts)


def messages(broadcast: Broadcast, parts: Parts, now: datetime) -> dict[str, Message]:
    """As it will go out, by each language it is written in."""
    found, notice = {}, notice_of(broadcast, parts.home)
    for language in broadcast.texts:
        voice = parts.dialog.scene(State(language=language), now).voice
        found[language] = notice.message(0, voice.phrases, voice.texts.agency)
    return found
