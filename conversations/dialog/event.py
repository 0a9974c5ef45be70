"""What comes in from an applicant, whatever the channel."""

from datetime import datetime

from msgspec import Struct

MAX_TEXT = 4000


class Typed(Struct, frozen=True, tag="typed"):
    """Words; longer ones are cut at `MAX_TEXT` characters by whoever receives them."""

    text: str


class Pressed(Struct, frozen=True, tag="pressed"):
    """A button or a box, by the token it carried."""

    token: str


class Opened(Struct, frozen=True, tag="opened"):
    """The applicant came (start command, first page): `language` is the device's wish."""

    language: str = ""


Said = Typed | Pressed | Opened


class Address(Struct, frozen=True):
    """Where a person is reached: a channel's name and their id in it."""

    channel: str
    external_id: str


class Inbound(Struct, frozen=True):
    """One external event. `event_id` is unique in its channel; `at` is the platform's UTC time."""

    event_id: str
    address: Address
    said: Said
    at: datetime
