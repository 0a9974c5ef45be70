"""What a kit is made of."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from conversations.documents.checklist import Line


class Kit(Struct, frozen=True):
    """`files` are the bytes of each paper by its id: the working copy of a picture, a PDF itself.

    `at` is the time of making, with its zone; `most_mb` the size of one file that is accepted.
    """

    person: str
    lines: tuple[Line, ...]
    files: Mapping[int, bytes]
    at: datetime
    most_mb: int = 5


class Enclosed(Struct, frozen=True):
    """One file under its name. `digest` is the SHA-256 of `data`, as hex."""

    slot: str
    name: str
    data: bytes
    digest: str
