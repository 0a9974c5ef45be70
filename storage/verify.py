"""Holds the whole database against what always holds: `pandu verify`.

Read only, beside a running program: each check is one query, whatever was under way in its moment
is found in order. Every violation is named by its table and row, never by whose it is.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from storage.audit_chain import AuditChain
from storage.blobs import BlobMissingError, Blobs
from storage.cases import millis, place
from storage.documents import ORIGINAL, Inside
from storage.journal import FOLDER as JOURNAL
from storage.schema import cases, documents
from storage.schema_rights import erasures
from storage.sealing import SealBrokenError
from storage.verify_check import Check, Moment, Violation, moment
from storage.verify_ledger import ledger_checks
from storage.verify_open import open_checks
from storage.verify_people import people_checks
from storage.verify_told import told_checks

AT_ONCE = 1_000
BYTES = ("stored", "looked", "unreadable")
Read = Callable[[Connection], list[Violation]]


class Verification:
    """Of one database, its keys and its store of documents."""

    def __init__(self, inside: Inside, blobs: Blobs) -> None:
        self._in, self._blobs = inside, blobs

    async def run(self, now: datetime, channels: Collection[str]) -> list[Violation]:
        """Everything that must not be, as of Pandu's time `now`; `channels` are those that this
        installation sends by. Raises `BlobsDownError`.
        """
        at = millis(now)
        found = await self._read(lambda connection: _rows(connection, at, channels))
        found += await self._read(self._keys)
        found += await self._read(self._seals)
        found += await self._bytes()
        chain = await AuditChain(self._in).verify()
        return [*found, *(Violation("audit", str(fault)) for fault in chain.faults)]

    def _keys(self, connection: Connection) -> list[Violation]:
        """Who was erased has no key, and nobody else lost theirs."""
        erased = set(connection.execute(_ERASED).scalars())
        held = {each for some in _parts(sorted(erased)) for each in self._in.keys.held(some)}
        living = set(connection.execute(_LIVING).scalars())
        keys = {each for some in _parts(sorted(living)) for each in self._in.keys.held(some)}
        return [
            *(Violation(f"erasures {each}", "erased, and the key is still there") for each in held),
            *(Violation(f"applicants {each}", "has no key") for each in sorted(living - keys)),
        ]

    def _seals(self, connection: Connection) -> list[Violation]:
        """Every case can be opened with the key of its person."""
        found, after = [], -1
        while rows := connection.execute(_STATES.where(cases.c.id > after)).all():
            seals = self._in.keys.seals([row.applicant_id for row in rows])
            for row in rows:
                try:
                    if seal := seals.get(row.applicant_id):
                        seal.open(bytes(row.state), place("case", row.id))
                except SealBrokenError:
                    found.append(Violation(f"cases {row.id}", "cannot be opened"))
            after = rows[-1].id
        return found

    async def _bytes(self) -> list[Violation]:
        """Bytes and rows stand for each other. What looks wrong is looked at a second time: rows
        and bytes are not read in the same moment.
        """
        lying = await self._blobs.folders() - {JOURNAL}
        known = await self._known()
        strangers = lying - {blob for blob, state, _ in known if state != "gone"}
        lost = {blob for blob, state, whole in known if state in BYTES and whole} - lying
        again = {blob: (state, whole) for blob, state, whole in await self._known()}
        found = [
            Violation(f"bytes {blob}", "belong to no document")
            for blob in sorted(strangers)
            if again.get(blob, ("gone", False))[0] == "gone" and await self._is_there(blob)
        ]
        return found + [
            Violation(f"bytes {blob}", "are missing")
            for blob in sorted(lost)
            if again[blob][0] in BYTES and not await self._is_there(blob)
        ]

    async def _is_there(self, blob: str) -> bool:
        try:
            await self._blobs.get(blob, ORIGINAL)
        except BlobMissingError:
            return bool(await self._blobs.names(blob))
        return True

    async def _known(self) -> list[tuple[str, str, bool]]:
        """Blob, state, and whether its bytes came."""

        def read() -> list[tuple[str, str, bool]]:
            with self._in.engine.connect() as connection:
                return [(r.blob, r.state, bool(r.digest)) for r in connection.execute(_DOCUMENTS)]

        return await asyncio.to_thread(read)

    async def _read(self, work: Read) -> list[Violation]:
        def read() -> list[Violation]:
            with self._in.engine.connect() as connection:
                return work(connection)

        return await asyncio.to_thread(read)


def all_checks(at: Moment, dialect: str) -> list[Check]:
    """Every check that is one query."""
    return [*ledger_checks(at), *people_checks(at), *told_checks(at), *open_checks(dialect)]


def _rows(connection: Connection, now: int, channels: Collection[str]) -> list[Violation]:
    at = moment(connection, now, channels)
    checks = all_checks(at, connection.dialect.name)
    return [violation for check in checks for violation in check.run(connection)]


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))


_ERASED = select(erasures.c.applicant_id).where(erasures.c.finished_at != 0)
_LIVING = (
    select(cases.c.applicant_id).where(cases.c.progress != "erased", cases.c.state != b"")
).distinct()
_STATES = (
    select(cases.c.id, cases.c.applicant_id, cases.c.state)
    .where(cases.c.state != b"")
    .order_by(cases.c.id)
    .limit(AT_ONCE)
)
_DOCUMENTS = select(documents.c.blob, documents.c.state, documents.c.digest)
