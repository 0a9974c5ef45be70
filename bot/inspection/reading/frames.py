"""What the reading process is asked and answers: MessagePack behind its length in four bytes."""

from typing import BinaryIO

import msgspec
from msgspec import Struct

LENGTH = 4
MOST = 32 * 2**20
"""One picture, one answer."""


class Spot(Struct, frozen=True):
    """A line of letters: its corners in pixels of the upright picture, and how sure the
    recognition is, 0 to 1.
    """

    text: str
    corners: tuple[tuple[float, float], ...]
    confidence: float


class Spotted(Struct, frozen=True):
    """`width` and `height` of the upright picture, which was given `quarter` turns to the right."""

    width: int
    height: int
    quarter: int
    spots: tuple[Spot, ...]


def put(out: BinaryIO, body: bytes) -> None:
    out.write(len(body).to_bytes(LENGTH, "big") + body)
    out.flush()


def take(source: BinaryIO) -> bytes | None:
    """The next frame; None at the end."""
    head = source.read(LENGTH)
    if len(head) < LENGTH:
        return None
    return source.read(int.from_bytes(head, "big"))


ENCODE = msgspec.msgpack.Encoder().encode
DECODE = msgspec.msgpack.Decoder(Spotted | None).decode
