"""Codes that lead back to a web chat whose cookie is lost. Only a keyed hash of them is stored."""

import secrets

from msgspec.structs import replace
from sqlalchemy import Engine, delete, insert, select

from conversations.dialog.event import Address
from storage.cases import address_of
from storage.keys import KeyStore
from storage.schema import addresses, return_codes
from storage.sealing import Lookup

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP = 3, 4


class ReturnCodes:
    """Blocking. 12 characters of 30: nobody guesses one of 100,000 in a thousand years of tries
    at the rate that is let through.
    """

    def __init__(self, engine: Engine, keys: KeyStore, lookup: Lookup) -> None:
        self._engine, self._keys, self._lookup = engine, keys, lookup

    def make(self, address_id: int, now: int) -> str:
        """A new code for the address; its earlier one ends."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))
        row = {"lookup": self._of(code), "address_id": address_id, "created_at": now}
        with self._engine.begin() as connection:
            old = return_codes.c.address_id == address_id
            connection.execute(delete(return_codes).where(old))
            connection.execute(insert(return_codes), row)
        return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))

    def find(self, code: str) -> Address | None:
        """The address that `code` leads to, however it is spaced or written."""
        bare = "".join(letter for letter in code.upper() if letter in ALPHABET)
        wanted = (
            select(addresses)
            .join(return_codes, return_codes.c.address_id == addresses.c.id)
            .where(return_codes.c.lookup == self._of(bare))
        )
        with self._engine.begin() as connection:
            row = connection.execute(wanted).first()
        seal = self._keys.seal(row.applicant_id) if row else None
        if row is None or seal is None:
            return None
        return replace(address_of(row, seal, row.id), person=0) if row.person >= 0 else None

    def _of(self, code: str) -> bytes:
        return self._lookup.of("return code", code)
