"""The part of the Cloud API that is read, as msgspec structs.

Each message and each status of a batch stays raw until its turn: one that cannot be read is no
reason to leave the others.
"""

import json
from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct, field

Seconds = Annotated[str, Meta(pattern=r"^\d{1,10}$")]
"""Since 1970, as Meta writes it."""
Id = Annotated[str, Meta(min_length=1, max_length=300)]


class Words(Struct, frozen=True):
    body: str = ""


class Chosen(Struct, frozen=True):
    """A button or a row, by the id it carried."""

    id: str = ""
    title: str = ""


class Interactive(Struct, frozen=True):
    type: str = ""
    button_reply: Chosen | None = None
    list_reply: Chosen | None = None


class QuickReply(Struct, frozen=True):
    """The button of a template."""

    payload: str = ""
    text: str = ""


class Media(Struct, frozen=True):
    """A file that the platform keeps for some days. Only a document has a name."""

    id: Id
    filename: str = ""
    caption: str = ""
    mime_type: str = ""
    voice: bool = False


class Inner(Struct, frozen=True):
    """What an edited message says now."""

    type: str = ""
    text: Words = Words()


class Edit(Struct, frozen=True):
    original_message_id: str = ""
    message: Inner = Inner()


class System(Struct, frozen=True):
    """Somebody has another number or another id. `user_id`, `wa_id` are the new ones."""

    type: str = ""
    wa_id: str = ""
    new_wa_id: str = ""
    user_id: str = ""
    customer: str = ""


class Said(Struct, frozen=True):
    """One message. Whoever hides their number has only `user`."""

    id: Id
    timestamp: Seconds
    type: str = ""
    phone: str = field(default="", name="from")
    user: str = field(default="", name="from_user_id")
    text: Words = Words()
    interactive: Interactive = Interactive()
    button: QuickReply = QuickReply()
    image: Media | None = None
    document: Media | None = None
    audio: Media | None = None
    edit: Edit = Edit()
    system: System = System()


class Trouble(Struct, frozen=True):
    """Why it failed: only the number counts."""

    code: int = 0


class Told(Struct, frozen=True):
    """What became of a message of ours. `mark` is what was sent along with it."""

    id: Id
    status: str
    timestamp: Seconds
    mark: str = field(default="", name="biz_opaque_callback_data")
    errors: tuple[Trouble, ...] = ()


class Contact(Struct, frozen=True):
    wa_id: str = ""
    user_id: str = ""


class Value(Struct, frozen=True):
    """`event` and `current_limit` tell of the quality of the number."""

    messages: tuple[Raw, ...] = ()
    statuses: tuple[Raw, ...] = ()
    contacts: tuple[Contact, ...] = ()
    event: str = ""
    current_limit: str = ""


class Change(Struct, frozen=True):
    field: str = ""
    value: Raw = Raw(b"{}")


class Entry(Struct, frozen=True):
    changes: tuple[Change, ...] = ()


class Batch(Struct, frozen=True):
    entry: tuple[Entry, ...] = ()


class SentId(Struct, frozen=True):
    id: Id


class Refusal(Struct, frozen=True):
    code: int = 0


class Reply(Struct, frozen=True):
    """What the API answers to a message: the id of what it took, or why not."""

    messages: tuple[SentId, ...] = ()
    error: Refusal | None = None


class Kept(Struct, frozen=True):
    """A file that was handed to the platform."""

    id: Id


class Where(Struct, frozen=True):
    """Where a file is, for some minutes."""

    url: str
    file_size: int = 0


read_said = msgspec.json.Decoder(Said).decode
read_told = msgspec.json.Decoder(Told).decode
read_value = msgspec.json.Decoder(Value).decode
read_reply = msgspec.json.Decoder(Reply).decode
read_kept = msgspec.json.Decoder(Kept).decode
read_where = msgspec.json.Decoder(Where).decode
_read_batch = msgspec.json.Decoder(Batch).decode


class UnreadableError(ValueError):
    """What is no JSON, reads in two ways, or has another shape."""


def read_batch(body: bytes) -> Batch:
    """Raises `UnreadableError`."""
    try:
        batch = _read_batch(body)
        json.loads(body, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError, msgspec.DecodeError) as error:
        raise UnreadableError(type(error).__name__) from None
    return batch


def _once(pairs: Sequence[tuple[str, object]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")


def _no_number(name: str) -> None:
    raise ValueError(name)
