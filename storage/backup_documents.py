"""Sealed documents from one store into another, only what is new; the list of who was erased, too.

What is gone from the store stays in its backup for seven days, for older backups of the database.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from storage.backup import KEPT, write_through
from storage.blobs import BlobMissingError, Blobs
from storage.journal import FOLDER as JOURNAL

GONE = "gone.json"


async def copy_new(source: Blobs, into: Blobs) -> int:
    """Copies what is not there yet, or was not whole; returns how many. Raises `BlobsDownError`."""
    there = set(await into.everything())
    missing = [each for each in await source.everything() if each not in there]
    copied = 0
    for folder, name, _ in missing:
        try:
            await into.put(folder, name, await source.get(folder, name))
        except BlobMissingError:  # removed meanwhile
            continue
        copied += 1
    return copied


async def copy_back(source: Blobs, into: Blobs, wanted: Collection[str]) -> int:
    """Copies the folders `wanted` and the list of who was erased; returns how many there were."""
    found = [each for each in await source.everything() if each[0] in {*wanted, JOURNAL}]
    for folder, name, _ in found:
        await into.put(folder, name, await source.get(folder, name))
    return len(found)


async def let_go(source: Blobs, into: Blobs, folder: Path, now: datetime) -> int:
    """Removes from a backup what has been gone from its store for seven days; returns how many."""
    note = folder / GONE
    known = msgspec.json.decode(note.read_bytes(), type=dict[str, float]) if note.exists() else {}
    missing = await into.folders() - await source.folders() - {JOURNAL}
    since = {each: known.get(each, now.timestamp()) for each in missing}
    over = [each for each, at in since.items() if now - _time(at, now) >= KEPT]
    for each in over:
        await into.remove(each)
        del since[each]
    write_through(note, msgspec.json.encode(since))
    return len(over)


def _time(at: float, now: datetime) -> datetime:
    return now - timedelta(seconds=now.timestamp() - at)
