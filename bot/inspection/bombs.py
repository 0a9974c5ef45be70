"""Would it grow beyond measure when somebody opens it? Found before anything is opened."""

import re
import zlib
from collections.abc import Iterable, Iterator

from bot.inspection.kinds import EICAR
from bot.inspection.piece import Piece
from conversations.documents.findings import Finding

MOST_UNPACKED = 50 * 2**20  # of one stream; nothing is unpacked past it
MOST_IN_ALL = 300 * 2**20  # a second of work; what comes after is left to the child's limits
BOMB_RATIO = 100  # text packs 3-10 times, a clean scan up to 60; DEFLATE itself ends at 1,032
LAYERS = 3  # a bomb may be packed more than once
CHUNK = 2**16
DEFLATE = 8
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ENTITY = b"<!entity"


class _Stream:
    """Unpacks one stream chunk by chunk, and counts what goes in and comes out."""

    def __init__(self, data: bytes, start: int) -> None:
        self.taken = self.given = 0
        self.head = b""
        self._data, self._start = data, start

    def run(self) -> None:
        """Stops at the end, at the first fault, or where it is enough. Raises nothing."""
        try:
            for chunk in _layers(self._packed(), LAYERS):
                self.head = self.head or chunk
                self.given += len(chunk)
                if self.given > MOST_UNPACKED:
                    return
        except zlib.error:
            return

    @property
    def is_bomb(self) -> bool:
        return self.given > MOST_UNPACKED and self.given > BOMB_RATIO * max(self.taken, 1)

    def _packed(self) -> Iterator[bytes]:
        for at in range(self._start, len(self._data), CHUNK // 16):
            chunk = self._data[at : at + CHUNK // 16]
            self.taken += len(chunk)
            yield chunk


def check_bombs(piece: Piece) -> Iterable[Finding]:
    if _ENTITY in piece.lower:
        yield Finding("decompression_bomb", detail="entities")
    if EICAR in piece.data:
        yield Finding("harmful")
    if piece.kind == "pdf":
        yield from _in_streams(piece.data)


def _in_streams(data: bytes) -> Iterator[Finding]:
    taken = given = 0
    for match in _STREAM.finditer(data):
        if not _is_packed(data[match.end() : match.end() + 2]):
            continue
        stream = _Stream(data, match.end())
        stream.run()
        yield from _of_stream(stream)
        taken, given = taken + stream.taken, given + stream.given
        if given > MOST_IN_ALL and not stream.is_bomb and given > BOMB_RATIO * taken:
            yield Finding("decompression_bomb", detail="streams")
        if given > MOST_IN_ALL or stream.is_bomb:
            return


def _of_stream(stream: _Stream) -> Iterator[Finding]:
    if stream.is_bomb:
        yield Finding("decompression_bomb", detail="stream")
    elif _ENTITY in stream.head.lower():
        yield Finding("decompression_bomb", detail="entities")
    if EICAR in stream.head:
        yield Finding("harmful")


def _layers(chunks: Iterator[bytes], more: int) -> Iterator[bytes]:
    """What the innermost layer holds."""
    unpacked = _unpack(chunks)
    first = next(unpacked, b"")
    if more > 1 and _is_packed(first[:2]):
        yield from _layers(_with(first, unpacked), more - 1)
        return
    yield first
    yield from unpacked


def _unpack(chunks: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.decompressobj()
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacked := machine.decompress(rest, CHUNK):
                yield unpacked
            rest = machine.unconsumed_tail
            if machine.eof:
                return


def _with(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _is_packed(head: bytes) -> bool:
    """Whether these two bytes are a zlib header."""
    return len(head) > 1 and head[0] & 0x0F == DEFLATE and int.from_bytes(head, "big") % 31 == 0
