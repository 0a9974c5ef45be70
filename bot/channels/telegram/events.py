"""What an update of Telegram means: an event of a person, a change of standing, or nothing."""

from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from bot.channels.telegram.limits import ANNOUNCE, CHANNEL
from bot.channels.telegram.wire import Post, Press, Update
from conversations.dialog.event import (
    Address,
    Edited,
    Filed,
    Inbound,
    Linked,
    Opened,
    Pressed,
    Said,
    Sent,
    SentKind,
    Typed,
    cleaned,
)
from conversations.dialog.join_code import is_token
from conversations.documents.names import display_name

_KINDS: tuple[SentKind, ...] = (
    "voice", "audio", "video", "video_note", "sticker", "animation", "venue", "location",
    "contact", "poll", "dice",
)  # fmt: skip


class Incoming(Struct, frozen=True):
    """`event` of one person; `press` is the callback to answer. `standing`: whether the bot may
    write to the person from now on. `group`: words in a group, by its chat id. `file`: where the
    event is a file, Telegram's id of it.
    """

    event: Inbound | None = None
    press: str = ""
    standing: Literal["", "blocked", "welcome"] = ""
    group: int = 0
    file: str = ""


NOTHING = Incoming()


def incoming(update: Update, now: datetime) -> Incoming:
    """`now` stands in where Telegram gives no time of its own (a pressed button)."""
    event_id = str(update.update_id)
    if update.message:
        return _posted(update.message, event_id, edited=False)
    if update.callback_query:
        return _pressed(update.callback_query, event_id, now)
    if update.edited_message:
        return _posted(update.edited_message, event_id, edited=True)
    if (change := update.my_chat_member) and change.chat.type == "private":
        gone = change.new_chat_member.status in {"kicked", "left"}
        address = Address(CHANNEL, str(change.chat.id))
        event = Inbound(event_id, address, Opened(), _time(change.date))
        return Incoming(event, standing="blocked" if gone else "welcome")
    return NOTHING


def _posted(post: Post, event_id: str, *, edited: bool) -> Incoming:
    if post.chat.type != "private":
        asked = post.text.startswith("/") and not edited
        return Incoming(group=post.chat.id) if asked else NOTHING
    said = _edited(post) if edited else _said(post)
    if said is None or (post.sender and post.sender.is_bot):
        return NOTHING
    address = Address(CHANNEL, str(post.chat.id))
    event = Inbound(event_id, address, said, _time(post.edit_date or post.date))
    return Incoming(event, file=_file_id(post) if isinstance(said, Filed) else "")


def _pressed(press: Press, event_id: str, now: datetime) -> Incoming:
    if press.message and press.message.chat.type != "private":
        return Incoming(press=press.id)
    address = Address(CHANNEL, str(press.sender.id))
    return Incoming(Inbound(event_id, address, Pressed(press.data), now), press.id)


def _said(post: Post) -> Said | None:
    if post.text.startswith("/start"):
        language = post.sender.language_code[:2] if post.sender else ""
        code = post.text.partition(" ")[2].strip()
        return Linked(code=code, language=language) if is_token(code) else Opened(language)
    if post.text:
        return Typed(cleaned(_words(post)), str(post.message_id))
    if post.document or post.photo:
        return _filed(post)
    kind = next((kind for kind in _KINDS if getattr(post, kind) is not None), None)
    return Sent(kind) if kind else None


def _words(post: Post) -> str:
    """A command of staff that answers a message takes its words along."""
    replied = post.reply_to_message
    if replied and post.text.strip().partition("@")[0].casefold() == ANNOUNCE:
        return f"{ANNOUNCE} {replied.text}"
    return post.text


def _filed(post: Post) -> Filed:
    """A document, or the largest size of a photo; `animation` is a document too."""
    name, size = f"foto_{post.message_id}.jpg", 0
    if post.document:
        name, size = post.document.file_name or "berkas", post.document.file_size
    elif post.photo:
        size = post.photo[-1].file_size
    return Filed(
        document=0,
        name=display_name(name),
        size=size,
        caption=cleaned(post.caption),
        batch=post.media_group_id,
    )


def _file_id(post: Post) -> str:
    return post.document.file_id if post.document else post.photo[-1].file_id


def _edited(post: Post) -> Said | None:
    return Edited(cleaned(post.text), str(post.message_id)) if post.text else None


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
