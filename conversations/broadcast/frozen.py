"""The hash by which an approval holds exactly one text, one audience and one last moment."""

import hashlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from conversations.broadcast.segment import Segment


class Content(Struct, frozen=True):
    """What is approved. `not_after` is UTC milliseconds, `corrects` the number of the wrong one."""

    posting: str
    code: str
    texts: Mapping[str, str]
    segment: Segment
    not_after: int
    corrects: int


def frozen(content: Content, audience: Iterable[tuple[int, int]]) -> bytes:
    """32 bytes over the content and each (case, address), in their order."""
    digest = hashlib.sha256(msgspec.json.encode(content, order="deterministic"))
    for case_id, address_id in audience:
        digest.update(case_id.to_bytes(8, "big") + address_id.to_bytes(8, "big"))
    return digest.digest()
