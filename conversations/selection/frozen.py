"""A list as it was frozen: by its hash two people see that they mean the same."""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

_ENCODE = msgspec.json.Encoder(order="sorted").encode


class Member(Struct, frozen=True):
    """One line, as it is held: who, with what, and by what they are reached.

    `place` is their rank in the final choice, else 0; `ways` are those of the list. `known` are the
    keyed hashes of what the list says of them, by kind, in hexadecimal.
    """

    candidate: int
    outcome: str
    score: int | None
    place: int
    ways: str
    known: tuple[tuple[str, str], ...]


class Heading(Struct, frozen=True):
    """What the whole list is about. `texts` is what everybody on it is told, as it is stored."""

    posting: str
    stage: int
    number: int
    places: int
    texts: str


def line_of(heading: Heading, member: Member) -> str:
    """One line as text, the same for the same things."""
    return _ENCODE((heading, member)).decode()


def list_hash(heading: Heading, members: Sequence[Member]) -> bytes:
    """32 bytes, whatever order the lines came in."""
    lines = sorted(line_of(heading, member) for member in members)
    return hashlib.sha256(_ENCODE((heading, lines))).digest()


def shown(digest: bytes) -> str:
    """The beginning of a hash, as people compare it: `3F9A-04C2-77B1`."""
    signs = digest.hex()[:12].upper()
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
