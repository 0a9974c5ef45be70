"""Codes and links by which a case is gone on with at another address: keyed hashes alone are kept.

Opening a link changes nothing. Who presses first takes it; it is used once.
"""

import asyncio
import secrets
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from conversations.dialog.join_code import ALPHABET, GROUP, HOLDS, TO_DECIDE, fits, shown
from conversations.dialog.join_kept import JoinOutcome
from storage.cases import Case, Cases, millis
from storage.schema_join import join_codes
from storage.sealing import Lookup
from storage.writer import Writer

DAYS_7 = 7 * 86_400_000
HOLDS_MS = int(HOLDS.total_seconds() * 1000)
DECIDE_MS = int(TO_DECIDE.total_seconds() * 1000)
TOKEN_BYTES = 24


class Offer(Struct, frozen=True):
    """A new way to join: the long token of its link, and the short code."""

    token: str
    code: str


class Found(Struct, frozen=True):
    """What a code or token is to who brought it; where it `fits`, the case as of where it was made
    and when that was (ms).
    """

    outcome: JoinOutcome
    lookup: bytes = b""
    case: Case | None = None
    made_at: int = 0


class JoinCodes:
    """What writes raises `DatabaseDownError`."""

    def __init__(self, writer: Writer, cases: Cases, lookup: Lookup) -> None:
        self._writer, self._cases, self._lookup = writer, cases, lookup

    async def offer(self, case: Case, now: datetime) -> Offer:
        """A new one for `case`, made at its address; earlier ones that nobody took end."""
        new = Offer(secrets.token_urlsafe(TOKEN_BYTES), _signs())
        row = {
            "lookup": self._of_token(new.token),
            "code": self._of_code(new.code),
            "case_id": case.id,
            "address_id": case.address_id,
            "made_at": millis(now),
            "taken_by": 0,
            "taken_at": 0,
            "done_at": 0,
        }
        await self._writer.run(lambda connection: _offer(connection, row))
        return Offer(new.token, shown(new.code))

    async def find(self, secret: str, posting: str, now: datetime, of: Case | None = None) -> Found:
        """What a code or token is, to the case `of` at its address or to a stranger."""
        token, code = self._of_token(secret), self._of_code(secret.replace("-", "").upper())
        return await asyncio.to_thread(self._find, (token, code), posting, millis(now), of)

    async def known(self, lookup: bytes, posting: str, now: datetime, of: Case) -> Found:
        """The same by its keyed hash."""
        return await asyncio.to_thread(self._find, (lookup, lookup), posting, millis(now), of)

    async def take(self, found: Found, of: Case, now: datetime) -> bool:
        """Makes it that of the address of `of`; False where somebody else was first."""
        at, mine = millis(now), of.address_id
        return await self._writer.run(lambda c: _take(c, found.lookup, mine, at))

    def _find(self, hashes: tuple[bytes, bytes], posting: str, now: int, of: Case | None) -> Found:
        with self._cases.reading() as connection:
            values = {"token": hashes[0], "of_code": hashes[1]}
            row = connection.execute(_FIND, values).first()
        if row is None:
            return Found("unknown")
        mine = of is not None and row.taken_by == of.address_id
        case = self._cases.at(row.address_id, posting)
        if of is not None and case is not None and case.applicant_id == of.applicant_id:
            return Found("own")
        if row.done_at or (row.taken_by and not mine):
            return Found("used")
        if now >= (row.taken_at + DECIDE_MS if mine else row.made_at + HOLDS_MS):
            return Found("late")
        if case is None or case.id != row.case_id:
            return Found("unknown")
        return Found("fits", bytes(row.lookup), case, row.made_at)

    def _of_token(self, token: str) -> bytes:
        return self._lookup.of("join token", token)

    def _of_code(self, code: str) -> bytes:
        return self._lookup.of("join code", code)


def used(connection: Connection, lookup: bytes, at: int) -> None:
    """Within the transaction of what it was used for."""
    which = join_codes.c.lookup == lookup
    connection.execute(update(join_codes).where(which).values(done_at=at))


def _signs() -> str:
    while True:
        signs = "".join(secrets.choice(ALPHABET) for _ in range(2 * GROUP))
        if fits(signs):
            return signs


def _offer(connection: Connection, row: dict[str, object]) -> None:
    """Those that nobody used are forgotten after a week."""
    at = int(str(row["made_at"]))
    ended = (join_codes.c.case_id == row["case_id"]) & (join_codes.c.taken_by == 0)
    old = join_codes.c.made_at < at - DAYS_7
    connection.execute(delete(join_codes).where(or_(ended, old)))
    connection.execute(insert(join_codes), row)


def _take(connection: Connection, lookup: bytes, mine: int, at: int) -> bool:
    free = (join_codes.c.lookup == lookup, join_codes.c.done_at == 0,
            join_codes.c.taken_by.in_((0, mine)))  # fmt: skip
    values = {"taken_by": mine, "taken_at": at}
    return connection.execute(update(join_codes).where(*free).values(**values)).rowcount == 1


_FIND = select(join_codes).where(
    or_(join_codes.c.lookup == bindparam("token"), join_codes.c.code == bindparam("of_code"))
)
