"""One-time links to pages of one's own: signed, found again without a row, bound to one browser.

Opening one stores nothing; only being bound does.
"""

import asyncio
import hmac
from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import Connection, Engine, select

from conversations.dialog.event import Address
from storage.cases import Case, address_of, millis
from storage.dialects import insert_into
from storage.keys import KeyStore
from storage.people_here import living
from storage.schema import upload_links
from storage.sealing import Lookup
from storage.tokens import NUMBER_BYTES, Tokens
from storage.writer import Writer


class Whose(Struct, frozen=True):
    """Whose page a link opens, and when it was made (UTC). `browser` is empty until it is bound."""

    key: bytes
    address: Address
    applicant_id: int
    made_at: datetime
    browser: bytes = b""


class Links:
    """Tokens of 43 signs that nobody can make without the key."""

    def __init__(self, writer: Writer, engine: Engine, keys: KeyStore, lookup: Lookup) -> None:
        self._writer, self._engine, self._keys, self._lookup = writer, engine, keys, lookup
        self._tokens = Tokens(lookup, "link payload")

    def make(self, case: Case, now: datetime) -> str:
        """A token for the address of `case`."""
        return self._tokens.make(case.address_id, millis(now))

    async def find(self, token: str) -> Whose | None:
        """Whose it is; None for what is no link of ours, or of somebody who was erased."""
        payload = self._tokens.read(token, 2)
        return None if payload is None else await asyncio.to_thread(self._whose, payload)

    async def bind(self, whose: Whose, browser: str, now: datetime) -> bool:
        """Makes the link that browser's; False where it belongs to another."""
        mine = self._browser(browser)
        row = {
            "lookup": whose.key,
            "applicant_id": whose.applicant_id,
            "browser": mine,
            "bound_at": millis(now),
        }
        return await self._writer.run(lambda c: _bind(c, row)) == mine

    def is_bound_to(self, whose: Whose, browser: str) -> bool:
        return bool(whose.browser) and hmac.compare_digest(whose.browser, self._browser(browser))

    def _browser(self, browser: str) -> bytes:
        return self._lookup.of("browser", browser)

    def _whose(self, payload: bytes) -> Whose | None:
        number = int.from_bytes(payload[:NUMBER_BYTES], "big")
        made = int.from_bytes(payload[NUMBER_BYTES:], "big")
        key = self._lookup.of("link", payload.hex())
        with self._engine.connect() as connection:
            row = living(connection, number)
            bound = select(upload_links.c.browser).where(upload_links.c.lookup == key)
            browser = connection.execute(bound).scalar() or b""
        seal = self._keys.seal(row.applicant_id) if row else None
        if row is None or seal is None:
            return None
        made_at = datetime.fromtimestamp(made / 1000, UTC)
        return Whose(key, address_of(row, seal, row.id), row.applicant_id, made_at, browser)


def _bind(connection: Connection, row: dict[str, object]) -> bytes:
    """Whose it is from now on: the first one's."""
    new = insert_into(upload_links, connection.dialect.name)
    connection.execute(new.on_conflict_do_nothing(index_elements=["lookup"]), row)
    wanted = select(upload_links.c.browser).where(upload_links.c.lookup == row["lookup"])
    return bytes(connection.execute(wanted).scalar_one())
