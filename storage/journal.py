"""The list of who was erased, beside the documents: a restored database cannot take it back.

One object for each erasing, `er/erasures/<UTC ms>-<random>.json`: `{"v": 1, "at": ms, "applicants":
[ids]}`. It says nothing of who somebody was.
"""

import secrets
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from storage.blobs import Blobs

FOLDER = "erasures"


class Entry(Struct):
    """One erasing: when (UTC ms), and the ids of the people."""

    at: int
    applicants: list[int]
    v: int = 1


class Journal:
    """Everything raises `BlobsDownError`."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    async def note(self, persons: Sequence[int], at: int) -> None:
        """Durable when this returns."""
        name = f"{at:015}-{secrets.token_hex(4)}.json"
        await self._blobs.put(FOLDER, name, msgspec.json.encode(Entry(at, list(persons))))

    async def people(self) -> set[int]:
        """Everybody who was ever erased."""
        found: set[int] = set()
        for name in await self._blobs.names(FOLDER):
            entry = msgspec.json.decode(await self._blobs.get(FOLDER, name), type=Entry)
            found.update(entry.applicants)
        return found
