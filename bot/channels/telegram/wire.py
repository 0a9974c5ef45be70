"""The part of the Bot API that the message path reads, as msgspec structs."""

from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct, field

Seconds = Annotated[int, Meta(ge=0, lt=1 << 33)]
"""Since 1970: what a calendar can hold."""


class User(Struct, frozen=True):
    id: int
    is_bot: bool = False
    language_code: str = ""


class Chat(Struct, frozen=True):
    id: int
    type: str = "private"


class PhotoSize(Struct, frozen=True):
    """One of the sizes of a photo."""

    file_id: str
    file_size: int = 0
    width: int = 0


class Document(Struct, frozen=True):
    """A file as a file."""

    file_id: str
    file_name: str = ""
    file_size: int = 0


class Present(Struct, frozen=True):
    """Something that is there, whatever it holds."""


class Replied(Struct, frozen=True):
    """The message that another one answers."""

    text: str = ""


class Post(Struct, frozen=True):
    """A message; of what is not text only its presence is read here."""

    message_id: int
    chat: Chat
    date: Seconds = 0
    sender: User | None = field(default=None, name="from")
    text: str = ""
    caption: str = ""
    edit_date: Seconds = 0
    media_group_id: str = ""
    voice: Present | None = None
    audio: Present | None = None
    video: Present | None = None
    video_note: Present | None = None
    sticker: Present | None = None
    animation: Present | None = None
    location: Present | None = None
    venue: Present | None = None
    contact: Present | None = None
    poll: Present | None = None
    dice: Present | None = None
    photo: tuple[PhotoSize, ...] = ()
    document: Document | None = None
    reply_to_message: Replied | None = None


class Press(Struct, frozen=True):
    """A button that was pressed."""

    id: str
    sender: User = field(name="from")
    message: Post | None = None
    data: str = ""


class Member(Struct, frozen=True):
    status: str = ""


class Standing(Struct, frozen=True):
    """The bot's own standing in a chat changed."""

    chat: Chat
    date: Seconds = 0
    new_chat_member: Member = Member()


class Update(Struct, frozen=True):
    update_id: int
    message: Post | None = None
    edited_message: Post | None = None
    callback_query: Press | None = None
    my_chat_member: Standing | None = None


class Parameters(Struct, frozen=True):
    retry_after: int = 0
    migrate_to_chat_id: int = 0


class Sent(Struct, frozen=True):
    message_id: int = 0


class File(Struct, frozen=True):
    """Where the bytes of a file are, for an hour at least."""

    file_path: str = ""


class Reply(Struct, frozen=True):
    """What the Bot API answers. `result` is a message only where one was sent or edited."""

    ok: bool
    result: Raw = Raw()
    error_code: int = 0
    description: str = ""
    parameters: Parameters = Parameters()


read_update = msgspec.json.Decoder(Update).decode
read_reply = msgspec.json.Decoder(Reply).decode
read_file = msgspec.json.Decoder(File).decode
read_sent = msgspec.json.Decoder(Sent).decode
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
