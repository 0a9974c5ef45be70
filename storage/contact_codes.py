"""Codes that confirm an address: a keyed hash of each is stored, and how often it was tried."""

import hmac
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from conversations.dialog.reach import CODE_TRIES, CodeOutcome
from storage.cases import Case, millis
from storage.reaching import HOLDS_MS, hash_of
from storage.schema import contact_codes
from storage.sealing import Lookup
from storage.writer import Writer

_FIND = select(contact_codes).where(contact_codes.c.address_id == bindparam("of_address"))
_TRIED = (
    update(contact_codes)
    .where(contact_codes.c.address_id == bindparam("of_address"))
    .values(tries=contact_codes.c.tries + 1)
)


class ContactCodes:
    """The newest code of each talk."""

    def __init__(self, writer: Writer, lookup: Lookup) -> None:
        self._writer, self._lookup = writer, lookup

    async def weigh(self, case: Case, code: str, now: datetime) -> CodeOutcome:
        """Holds `code` against the one that went to the case's mail address, and counts it.

        Raises `DatabaseDownError`.
        """
        given = hash_of(self._lookup, case.address_id, case.state.contact.email, code)
        at, address_id = millis(now), case.address_id
        return await self._writer.run(lambda connection: _weigh(connection, address_id, given, at))


def _weigh(connection: Connection, address_id: int, given: bytes, at: int) -> CodeOutcome:
    which = {"of_address": address_id}
    row = connection.execute(_FIND, which).first()
    if row is None or row.made_at + HOLDS_MS <= at:
        return "expired"
    if row.tries >= CODE_TRIES:
        return "spent"
    connection.execute(_TRIED, which)
    if hmac.compare_digest(bytes(row.code), given):
        return "right"
    return "spent" if row.tries + 1 >= CODE_TRIES else "wrong"
