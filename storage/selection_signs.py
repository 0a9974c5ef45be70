"""Signs over what was decided and frozen: what was changed behind the program's back has none."""

import hmac
from collections.abc import Mapping
from typing import Any

from conversations.selection.frozen import Heading, Member, line_of
from storage.sealing import Lookup

_OF_PUBLICATION = (
    "id", "posting", "stage", "number", "state", "list_hash", "texts", "meets_at", "author_id",
    "approver_id",
)  # fmt: skip


class Signs:
    """Keyed hashes that nobody can make who only has the database."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def decision(self, row: Mapping[str, Any]) -> bytes:
        """Of candidate, stage, outcome and score."""
        return self._of("decision", row, ("posting", "candidate_id", "stage", "outcome", "score"))

    def places(self, row: Mapping[str, Any]) -> bytes:
        return self._of("places", row, ("posting", "count"))

    def publication(self, row: Mapping[str, Any]) -> bytes:
        """Of everything that two people agreed on, and of who they are."""
        return self._of("publication", row, _OF_PUBLICATION)

    def line(self, publication: int, heading: Heading, member: Member) -> bytes:
        return self._lookup.of("line", f"{publication}\0{line_of(heading, member)}")

    def _of(self, kind: str, row: Mapping[str, Any], names: tuple[str, ...]) -> bytes:
        return self._lookup.of(kind, "\0".join(f"{name}={_text(row[name])}" for name in names))


def is_same(sign: bytes, other: bytes) -> bool:
    return hmac.compare_digest(bytes(sign), other)


def _text(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
