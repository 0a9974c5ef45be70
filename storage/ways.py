"""Ways to a page about one case, for whoever was sent there: signed, and stored nowhere."""

import asyncio
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select

from conversations.dialog.event import Address
from storage.cases import address_of
from storage.keys import KeyStore
from storage.schema import addresses, cases
from storage.sealing import Lookup
from storage.tokens import Tokens

STOP, CALENDAR = "stop", "calendar"
_OF_CASE = (
    select(addresses)
    .join(cases, cases.c.applicant_id == addresses.c.applicant_id)
    .where(cases.c.id == bindparam("case_id"), addresses.c.person >= 0)
    .order_by(addresses.c.created_at, addresses.c.id)
    .limit(1)
)
_OF_ADDRESS = select(addresses.c.applicant_id).where(addresses.c.lookup == bindparam("of_lookup"))
_FIRST = (
    select(addresses)
    .where(addresses.c.applicant_id == bindparam("applicant_id"), addresses.c.person >= 0)
    .order_by(addresses.c.created_at, addresses.c.id)
    .limit(1)
)


class Ways:
    """Tokens of 32 signs for one purpose (`STOP`, ...) that nobody can make without the key."""

    def __init__(self, engine: Engine, keys: KeyStore, lookup: Lookup) -> None:
        self._engine, self._keys, self._lookup = engine, keys, lookup

    def make(self, purpose: str, case_id: int) -> str:
        return self._tokens(purpose).make(case_id)

    async def find(self, purpose: str, token: str) -> Address | None:
        """Where the person of that case talks; None for what is no token of ours for this, or of
        somebody who was erased.
        """
        number = self._tokens(purpose).read(token, 1)
        if number is None:
            return None
        return await asyncio.to_thread(self._talk, int.from_bytes(number, "big"))

    async def owner(self, address: Address) -> Address | None:
        """Where the person talks who is also reached at `address`."""
        return await asyncio.to_thread(self._owner, address)

    def _tokens(self, purpose: str) -> Tokens:
        return Tokens(self._lookup, f"way {purpose}")

    def _talk(self, case_id: int) -> Address | None:
        with self._engine.connect() as connection:
            return self._opened(connection.execute(_OF_CASE, {"case_id": case_id}).first())

    def _owner(self, address: Address) -> Address | None:
        wanted = self._lookup.of(f"address:{address.channel}", address.external_id)
        with self._engine.connect() as connection:
            owner = connection.execute(_OF_ADDRESS, {"of_lookup": wanted}).scalar()
            return self._opened(connection.execute(_FIRST, {"applicant_id": owner}).first())

    def _opened(self, row: Row[Any] | None) -> Address | None:
        """The first address of a person is the one where they began to talk."""
        if row is None or (seal := self._keys.seal(row.applicant_id)) is None:
            return None
        return address_of(row, seal, row.id)
