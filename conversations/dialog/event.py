"""What comes in from an applicant, whatever the channel."""

import unicodedata
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from conversations.dialog.genuineness import Genuine
from conversations.dialog.join_kept import JoinOutcome
from conversations.dialog.reach import CodeOutcome
from conversations.documents.findings import Finding

MAX_TEXT = 4000
SentKind = Literal[
    "voice", "audio", "video", "video_note", "sticker", "animation", "venue", "location",
    "contact", "poll", "dice", "photo", "document", "deleted", "other",
]  # fmt: skip
_KEPT = "\n\u200d"
"""Line ends, and what joins the parts of an emoji."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


class Typed(Struct, frozen=True, tag="typed", omit_defaults=True):
    """Words, as `cleaned` leaves them. `ref` is the channel's id of the message, if it has one."""

    text: str
    ref: str = ""


class Coded(Struct, frozen=True, tag="coded", omit_defaults=True):
    """Words that hold the code from a mail, and what holding it against the right one said."""

    text: str
    outcome: CodeOutcome
    ref: str = ""


class Checked(Struct, frozen=True, tag="checked", omit_defaults=True):
    """Words that ask whether a code is genuine, and what is known of it."""

    text: str
    found: Genuine
    ref: str = ""


class Linked(Struct, frozen=True, tag="linked", omit_defaults=True, kw_only=True):
    """The code or link of another talk came, and what it is. Where it `fits`: `channel` and `made`
    tell where and when it was made, `own` whether there is a case here that would be merged, and
    `doubt` whether that seems to be somebody else's. `said` are the words that held it, `key` its
    keyed hash.
    """

    code: str = ""
    key: str = ""
    said: str = ""
    language: str = ""
    outcome: JoinOutcome = "unknown"
    channel: str = ""
    made: str = ""
    own: bool = False
    doubt: bool = False


class Elsewhere(Struct, frozen=True, tag="elsewhere"):
    """Words that answer `screen`, while the talk went on at another address of theirs."""

    text: str
    screen: str


class Whose(Struct, frozen=True, tag="whose", omit_defaults=True):
    """Something came from an address that several share, and it is not clear from whom: words after
    a long while, or a button of the person `number`, who is not the one that writes now.
    """

    text: str = ""
    number: int = 0


class Edited(Struct, frozen=True, tag="edited"):
    """An earlier message, by its `ref`, now has these words."""

    text: str
    ref: str


class Pressed(Struct, frozen=True, tag="pressed"):
    """A button or a box, by the token it carried."""

    token: str


class Opened(Struct, frozen=True, tag="opened"):
    """The applicant came (start command, first page): `language` is the device's wish."""

    language: str = ""


class Sent(Struct, frozen=True, tag="sent"):
    """Something that is neither words nor a button."""

    kind: SentKind


Refused = Literal["", "too_large", "quota", "empty", "kind"]


class Filed(Struct, frozen=True, tag="filed", omit_defaults=True, kw_only=True):
    """A file arrived and is kept as `document`; `refused` says why it was not.

    `slot` is where the applicant put it, "" where they did not say. What was sent at once shares a
    `batch`. `digest` is a hash of its bytes, where they are known already.
    """

    document: int
    name: str
    size: int = 0
    slot: str = ""
    caption: str = ""
    batch: str = ""
    digest: str = ""
    refused: Refused = ""


class HoldEnded(Struct, frozen=True, tag="hold ended"):
    """Nobody agreed in time that the document is used."""

    document: int


class LookedAt(Struct, frozen=True, tag="looked", omit_defaults=True, kw_only=True):
    """A look at a document ended. `head` is how its text begins. `lost`: it never came in whole.

    `unreadable`: the look itself failed, so that a person has to look; `unread`: only its letters
    could not be read. `slot` is what it was looked at as (None: not known), `slot_guess` what it
    seems to be.
    """

    document: int
    kind: str = ""
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    fields: dict[str, Any] = {}
    mended: tuple[str, ...] = ()
    head: str = ""
    digest: str = ""
    lost: bool = False
    unreadable: bool = False
    unread: bool = False
    slot: str | None = None
    slot_guess: str = ""


Joins = Linked | Elsewhere | Whose
Documents = Filed | LookedAt | HoldEnded
Said = Typed | Coded | Checked | Edited | Pressed | Opened | Sent | Documents | Joins


class Address(Struct, frozen=True):
    """Where a person is reached: a channel's name and their id in it.

    `person` is which of several who share it; 0 is whoever writes there now.
    """

    channel: str
    external_id: str
    person: int = 0


class Inbound(Struct, frozen=True):
    """One external event. `event_id` is unique in its channel; `at` is the platform's UTC time."""

    event_id: str
    address: Address
    said: Said
    at: datetime


def cleaned(text: str) -> str:
    """At most `MAX_TEXT` characters, composed (NFC), without control and format characters: these
    reverse or hide what staff would read. Line ends stay.
    """
    short = text[:MAX_TEXT]
    if short.isascii() and short.isprintable():
        return short
    seen = (c for c in short if c in _KEPT or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(seen))
