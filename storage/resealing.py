"""Copies of sealed documents under another person's key, beside the old ones."""

import asyncio
from collections.abc import Mapping, Sequence

from storage.blobs import Blobs
from storage.cases import Case, place
from storage.merging import BUSY
from storage.sealing import Lookup
from storage.writeset import Row

Copied = Mapping[int, tuple[str, str, int]]
"""By document its new name, its old one, and when its row last changed."""


class BusyError(Exception):
    """A document of theirs is being fetched or looked at; soon it is not."""


async def reseal(
    blobs: Blobs, lookup: Lookup, rows: Sequence[Row], gone: Case, kept: Case
) -> Copied:
    """Done twice, it is the same copy. Raises `BusyError` and `BlobsDownError`."""
    if any(row["state"] in BUSY for row in rows):
        raise BusyError
    copied = {}
    for row in rows:
        name = lookup.of("blob under another key", f"{row['blob']}:{kept.applicant_id}").hex()
        for part in await blobs.names(row["blob"]):
            sealed = await blobs.get(row["blob"], part)
            where = place("blob", row["id"]) + b":" + part.encode()
            await blobs.put(name, part, await asyncio.to_thread(_again, gone, kept, sealed, where))
        copied[row["id"]] = (name, row["blob"], row["changed_at"])
    return copied


def _again(gone: Case, kept: Case, sealed: bytes, where: bytes) -> bytes:
    return kept.seal.close(gone.seal.open(sealed, where), where)
