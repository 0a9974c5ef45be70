"""Documents on their way in: a row first, then the sealed bytes, then the turn that takes them in.

Killed at any point, a row says what is known; what no turn took in is cleared after a while.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from conversations.dialog.event import Address
from conversations.documents.receipt import receipt
from storage import document_sql as sql
from storage import holds
from storage.blobs import Blobs
from storage.cases import Case, KeyErasedError, address_of, millis, place
from storage.document_rows import Document
from storage.keys import KeyStore
from storage.merging import Copied, to_copy
from storage.people_here import living
from storage.reading import Reading
from storage.resealing import announce, copies_of, reseal
from storage.sealing import Lookup, Seal
from storage.writer import Writer
from storage.writeset import Row

DAY, HOUR = 86_400_000, 3_600_000
MOST_FILES, MOST_BYTES = 60, 100 * 2**20
MOST_TRIES = 3
ORIGINAL = "original"


class QuotaReachedError(Exception):
    """This person sent as much today as one may."""


class WrongOffsetError(Exception):
    """A part does not begin where the ones before ended, at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class NewDocument(Struct, frozen=True, kw_only=True):
    """What is known of a file before its bytes are here."""

    name: str
    size: int
    slot: str = ""
    source: str = ""


class Inside(Reading, frozen=True):
    """The parts of a `Store` that documents share."""

    writer: Writer
    keys: KeyStore
    lookup: Lookup
    new_id: Callable[[], int]


class Documents:
    """What writes raises `DatabaseDownError`; what touches bytes, `BlobsDownError`."""

    def __init__(self, inside: Inside, blobs: Blobs) -> None:
        self._in, self._blobs = inside, blobs

    @property
    def blobs(self) -> Blobs:
        """Where their bytes lie."""
        return self._blobs

    async def begin(self, case: Case, new: NewDocument, now: datetime) -> Document:
        """A row that is `arriving`. Raises `QuotaReachedError`."""
        at, number = millis(now), self._in.new_id()
        row = {
            "id": number,
            "applicant_id": case.applicant_id,
            "case_id": case.id,
            "address_id": case.address_id,
            "receipt": receipt(number),
            "slot": new.slot,
            "state": "arriving",
            "size": new.size,
            "digest": b"",
            "person": b"",
            "blob": secrets.token_hex(16),
            "sealed_name": case.seal.close(new.name.encode(), place("document", number)),
            "source": case.seal.close(new.source.encode(), _source(number)) if new.source else b"",
            "copies": 0,
            "replaces": 0,
            "tries": 0,
            "leased_until": 0,
            "created_at": at,
            "changed_at": at,
        }
        limits = (MOST_FILES, MOST_BYTES, at - DAY)
        if not await self._in.writer.run(lambda c: sql.begin(c, row, limits)):
            raise QuotaReachedError
        return self._opened(row, case.seal)

    async def find(self, case: Case, document_id: int) -> Document | None:
        """A document of this case that is not removed."""
        row = await self._in.read(sql.find, document_id)
        if row is None or row["case_id"] != case.id or row["state"] in {"removed", "gone"}:
            return None
        return self._opened(row, case.seal)

    async def of_case(self, case_id: int) -> list[tuple[Document, str]]:
        """Those of a case that are not removed, each with its receipt."""
        rows = await self._in.read(sql.of_case, case_id)
        seals = await asyncio.to_thread(self._seals, [row["applicant_id"] for row in rows])
        pairs = zip(rows, seals, strict=True)
        return [(self._opened(row, seal), row["receipt"]) for row, seal in pairs if seal]

    async def received(self, document: Document) -> int:
        """How many bytes of an upload in parts are here."""
        return await self._in.read(sql.received, document.id)

    async def add_part(
        self, document: Document, begins: int, body: bytes, seal: Seal, now: datetime
    ) -> int:
        """Keeps the next part and returns where the one after begins. Raises `WrongOffsetError`."""
        sealed = seal.close(body, place("part", document.id, begins))
        part = {"document_id": document.id, "begins": begins, "size": len(body), "body": sealed}
        added, offset = await self._in.writer.run(lambda c: sql.add_part(c, part, millis(now)))
        if not added:
            raise WrongOffsetError(offset)
        return offset

    async def join(self, document: Document, seal: Seal) -> bytes:
        """All parts of an upload, in order."""
        parts = await self._in.read(sql.parts, document.id)
        opened = (seal.open(body, place("part", document.id, begins)) for begins, body in parts)
        return b"".join(opened)

    async def keep(self, document: Document, data: bytes, seal: Seal, now: datetime) -> str:
        """Stores the sealed bytes; returns their hash. The row goes on by a turn, or is `stored`
        where a turn took it in before.
        """
        hashed = await asyncio.to_thread(hashlib.sha256, data)
        sealed = await asyncio.to_thread(seal.close, data, _blob(document, ORIGINAL))
        await self._blobs.put(document.blob, ORIGINAL, sealed)
        found = {"digest": self._in.lookup.of("document", hashed.hexdigest()), "size": len(data)}
        await self._in.writer.run(lambda c: sql.kept(c, document.id, found, millis(now)))
        return hashed.hexdigest()

    async def elsewhere(self, document: Document, digest: str) -> bool:
        """Do others have the same file?"""
        wanted = self._in.lookup.of("document", digest)
        return await self._in.read(sql.elsewhere, wanted, document.applicant_id)

    async def shared(self, document: Document, nik: str) -> bool:
        """Notes whose card this is, by a keyed hash of its NIK; have others sent the same one?"""
        person = self._in.lookup.of("nik", nik)
        return await self._in.writer.run(
            lambda c: sql.shared(c, document.id, document.applicant_id, person)
        )

    async def original(self, document: Document, seal: Seal) -> bytes:
        """The bytes as they came. Raises `BlobMissingError`, `SealBrokenError`."""
        return await self._opened_blob(document, ORIGINAL, seal)

    async def keep_copies(self, document: Document, copies: Sequence[bytes], seal: Seal) -> None:
        """Working copies by page, in place of earlier ones."""
        for page, copy in enumerate(copies, 1):
            sealed = seal.close(copy, _blob(document, str(page)))
            await self._blobs.put(document.blob, str(page), sealed)
        await self._in.writer.run(lambda c: sql.copied(c, document.id, len(copies)))

    async def copy(self, document: Document, page: int, seal: Seal) -> bytes:
        """The working copy of a page, from 1. Raises `BlobMissingError`, `SealBrokenError`."""
        return await self._opened_blob(document, str(page), seal)

    async def due(self, most: int) -> list[Document]:
        """Leases documents to this process that wait for their bytes or for a look."""
        rows = await self._in.writer.run(lambda c: sql.claim(c, most))
        owners = [row["applicant_id"] for row in rows]
        seals = await asyncio.to_thread(self._seals, owners)
        return [self._opened(row, seal) for row, seal in zip(rows, seals, strict=True) if seal]

    async def holds_ended(self, now: datetime) -> list[Document]:
        """Documents that were held long enough."""
        found = []
        for number in await self._in.read(holds.ended, millis(now)):
            row = await self._in.read(sql.find, number)
            seal = await asyncio.to_thread(self._in.keys.seal, row["applicant_id"]) if row else None
            if row and seal and row["state"] not in {"removed", "gone"}:
                found.append(self._opened(row, seal))
            else:
                await self.release(number)
        return found

    async def release(self, document_id: int) -> None:
        """It is held no more, whatever became of it."""
        await self._in.writer.run(lambda c: holds.release(c, document_id))

    def _seals(self, owners: Sequence[int]) -> list[Seal | None]:
        return [self._in.keys.seal(each) for each in owners]

    async def copy_under(self, gone: Case, kept: Case, now: datetime) -> Copied:
        """Copies what is kept of the person of `gone` under the key of `kept`.

        Raises `BusyError` while one of them is being looked at.
        """
        rows = await self._in.read(to_copy, gone.applicant_id)
        copied, owner, at = copies_of(rows, self._in.new_id), kept.applicant_id, millis(now)
        await self._in.writer.run(lambda c: announce(c, copied, owner, at))
        await reseal(self._blobs, copied, gone, kept)
        return copied

    async def later(self, document: Document, wait: int) -> None:
        """Gives a lease back: to be tried again after `wait` milliseconds."""
        await self._in.writer.run(lambda c: sql.later(c, document.id, wait))

    async def seal_of(self, document: Document) -> Seal:
        """The key of whose document it is. Raises `KeyErasedError`."""
        seal = await asyncio.to_thread(self._in.keys.seal, document.applicant_id)
        if seal is None:
            raise KeyErasedError
        return seal

    async def address(self, document: Document) -> Address:
        """Where it came from. Raises `KeyErasedError`."""
        seal = await self.seal_of(document)
        row = await self._in.read(living, document.address_id)
        if row is None:
            raise KeyErasedError
        return address_of(row, seal, row.id)

    async def drop(self, document: Document, now: datetime) -> None:
        """Lets go of what no turn took in; its bytes are cleared by the next sweep."""
        await self._in.writer.run(lambda c: sql.drop(c, document.id, millis(now)))

    async def remove_all(self, applicant_id: int, now: datetime) -> None:
        """Everything of one person, for the next sweep."""
        await self._in.writer.run(lambda c: sql.remove_all(c, applicant_id, millis(now)))

    async def sweep(self, now: datetime) -> int:
        """Clears what was begun more than an hour ago and never taken in, and the bytes of what was
        removed; returns how many.
        """
        rows = await self._in.read(sql.to_clear, millis(now) - HOUR)
        for row in rows:
            await self._blobs.remove(row["blob"])
            await self._in.writer.run(partial(sql.cleared, row=row))
        return len(rows)

    async def _opened_blob(self, document: Document, name: str, seal: Seal) -> bytes:
        sealed = await self._blobs.get(document.blob, name)
        return await asyncio.to_thread(seal.open, sealed, _blob(document, name))

    def _opened(self, row: Row, seal: Seal) -> Document:
        number = row["id"]
        plain = {name: row[name] for name in Document.__struct_fields__ if name in row}
        plain["name"] = seal.open(row["sealed_name"], place("document", number)).decode()
        source = row["source"]
        plain["source"] = seal.open(source, _source(number)).decode() if source else ""
        return Document(**plain)


def _source(number: int) -> bytes:
    return place("source", number)


def _blob(document: Document, name: str) -> bytes:
    return place("blob", document.id) + b":" + name.encode()
