"""One-time links to a copy of one's own data: signed, stored only once they are used.

Opening one uses nothing up; taking the copy does.
"""

import asyncio
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from storage.cases import millis
from storage.dialects import insert_into
from storage.documents import Inside
from storage.schema import cases, upload_links
from storage.tokens import NUMBER_BYTES, Tokens

HOLDS_MS = 24 * 3_600_000


class Copied(Struct, frozen=True):
    """Whose copy a link gives."""

    key: bytes
    case_id: int
    applicant_id: int
    language: str


class Copies:
    """Tokens of 43 signs that nobody can make without the key."""

    def __init__(self, inside: Inside) -> None:
        self._in = inside
        self._tokens = Tokens(inside.lookup, "copy payload")

    def make(self, case_id: int, now: datetime) -> str:
        """A token that holds for a day."""
        return self._tokens.make(case_id, millis(now))

    async def find(self, token: str, now: datetime) -> Copied | None:
        """None for what is no link of ours, too old, used, or of somebody who was erased."""
        payload = self._tokens.read(token, 2)
        if payload is None:
            return None
        made = int.from_bytes(payload[NUMBER_BYTES:], "big")
        if not made <= millis(now) < made + HOLDS_MS:
            return None
        return await asyncio.to_thread(self._find, payload)

    async def use(self, copied: Copied, now: datetime) -> bool:
        """Uses the link up; False where somebody was faster."""
        row = {
            "lookup": copied.key,
            "applicant_id": copied.applicant_id,
            "browser": b"",
            "bound_at": millis(now),
        }
        return await self._in.writer.run(lambda connection: _use(connection, row))

    def _find(self, payload: bytes) -> Copied | None:
        number = int.from_bytes(payload[:NUMBER_BYTES], "big")
        key = self._in.lookup.of("copy", payload.hex())
        with self._in.engine.connect() as connection:
            row = connection.execute(_CASE, {"number": number}).first()
            used = connection.execute(_USED, {"of_lookup": key}).first()
        if row is None or used or self._in.keys.seal(row.applicant_id) is None:
            return None
        return Copied(key, number, row.applicant_id, row.language)


def _use(connection: Connection, row: dict[str, object]) -> bool:
    new = insert_into(upload_links, connection.dialect.name)
    return connection.execute(new.on_conflict_do_nothing(), row).rowcount == 1


_CASE = select(cases.c.applicant_id, cases.c.language).where(cases.c.id == bindparam("number"))
_USED = select(upload_links.c.lookup).where(upload_links.c.lookup == bindparam("of_lookup"))
