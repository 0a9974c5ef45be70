"""Copies of sealed documents under another person's key, beside the old ones.

A row that is `arriving` and of no case stands for each copy before its first byte is laid down: one
that no merge takes is cleared by the sweep.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, insert

from conversations.documents.receipt import receipt
from storage.blobs import Blobs
from storage.cases import Case, place
from storage.merging import BUSY, Copied, Copy
from storage.schema import documents
from storage.writeset import Row


class BusyError(Exception):
    """A document of theirs is being fetched or looked at; soon it is not."""


def copies_of(rows: Sequence[Row], new_id: Callable[[], int]) -> Copied:
    """Of these documents, to be made. Raises `BusyError`."""
    if any(row["state"] in BUSY for row in rows):
        raise BusyError
    return {
        row["id"]: Copy(new_id(), secrets.token_hex(16), row["blob"], row["changed_at"])
        for row in rows
    }


def announce(connection: Connection, copied: Copied, applicant_id: int, at: int) -> None:
    """A row for each copy that is about to be made under the key of that person."""
    rows = [_row(copy, applicant_id, at) for copy in copied.values()]
    if rows:
        connection.execute(insert(documents), rows)


async def reseal(blobs: Blobs, copied: Copied, gone: Case, kept: Case) -> None:
    """Makes the copies. Raises `BlobsDownError`."""
    for number, copy in copied.items():
        for part in await blobs.names(copy.old):
            sealed = await blobs.get(copy.old, part)
            where = place("blob", number) + b":" + part.encode()
            again = await asyncio.to_thread(_again, gone, kept, sealed, where)
            await blobs.put(copy.blob, part, again)


def _row(copy: Copy, applicant_id: int, at: int) -> Row:
    """Made at no time, so that it counts in nobody's quota."""
    return {
        "id": copy.row, "applicant_id": applicant_id, "case_id": 0, "address_id": 0,
        "receipt": receipt(copy.row), "slot": "", "state": "arriving", "blob": copy.blob,
        "sealed_name": b"", "source": b"", "digest": b"", "person": b"", "size": 0, "copies": 0,
        "replaces": 0, "tries": 0, "leased_until": 0, "created_at": 0, "changed_at": at,
    }  # fmt: skip


def _again(gone: Case, kept: Case, sealed: bytes, where: bytes) -> bytes:
    return kept.seal.close(gone.seal.open(sealed, where), where)
