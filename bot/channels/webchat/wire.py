"""What goes over the wire between the page and the program, as JSON."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from conversations.dialog.event import Opened, Pressed, Typed
from conversations.dialog.message import Message

EventId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{6,64}\Z")]
Talk = Annotated[str, Meta(max_length=16)]
Cursor = Annotated[int, Meta(ge=0, le=2**31)]


class Entry(Struct, frozen=True, omit_defaults=True):
    """One line of the talk: a message of Pandu's, or what the applicant said."""

    seq: int
    sender: Literal["pandu", "me"] = field(name="from")
    at: datetime
    message: Message | None = None
    text: str = ""


class Clock(Struct, frozen=True):
    """Pandu's time and the posting's window, all in UTC; `label` is how people call the zone."""

    now: datetime
    opens: datetime
    closes: datetime
    zone: str
    label: str
    demo: bool


class Answer(Struct, frozen=True):
    """Everything after the page's cursor, in order. `cursor` is what to ask with next, `talk` whose
    talk it is. `anew`: another one goes on at this browser, and the page is to begin again;
    `elsewhere`: this one went on in another channel meanwhile.
    """

    entries: list[Entry]
    cursor: int
    clock: Clock
    talk: str = ""
    anew: bool = False
    elsewhere: bool = False


class Say(Struct, frozen=True):
    """One thing the applicant did. `id` is the page's own, so that a repeat has no effect; `talk`
    is the one that the page shows.
    """

    id: EventId
    after: Cursor
    said: Typed | Pressed | Opened
    talk: Talk = ""


class Code(Struct, frozen=True):
    """A return code, as shown or as typed."""

    code: Annotated[str, Meta(max_length=40)]


class MoveClock(Struct, frozen=True):
    """Where the demo's clock shall go: to a time, or forward by seconds."""

    to: datetime | None = None
    forward: Annotated[int, Meta(ge=1, le=366 * 86400)] = 1


class Nothing(Struct, frozen=True):
    """A body without contents: `{}`."""
