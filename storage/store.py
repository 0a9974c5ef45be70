"""Everything that lasts, as the handlers see it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from conversations.dialog.event import Address, Inbound
from conversations.dialog.turn import Turn
from storage.cases import Case, Cases, millis, row_of
from storage.engines import Engines
from storage.history import Entry, entries_of, read_after
from storage.keys import KeyStore
from storage.lanes import Lanes
from storage.return_codes import ReturnCodes
from storage.rows import audit_row, inbox_row, outbox_row
from storage.sealing import Lookup, MasterKey, SealBrokenError
from storage.writer import Writer
from storage.writeset import Fetched, Result, WriteSet

T = TypeVar("T")


class Committed(Struct, frozen=True):
    """What became of one event: `entries` are its own part of the talk, after `before`."""

    result: Result
    address_id: int
    before: int = 0
    entries: tuple[Entry, ...] = ()


class Store:
    """One for each process, made inside its event loop.

    Raises `SealBrokenError` where the master key is not the one that sealed this database.
    """

    def __init__(self, url: str, master: MasterKey, new_id: Callable[[], int]) -> None:
        self._engines = Engines(url)
        try:
            self._keys = KeyStore(self._engines.keys, master)
            self.lookup = Lookup(self._keys.index_key(millis(datetime.now(UTC))))
        except SealBrokenError:
            self._engines.close()
            raise
        self._cases = Cases(self._engines.read, self._keys, self.lookup, new_id)
        self._codes = ReturnCodes(self._engines.write, self._keys, self.lookup)
        self._readers = ThreadPoolExecutor(2, "reader")
        self._writer = Writer(self._engines.write, self._keys)
        self._lanes = Lanes()

    async def close(self) -> None:
        """Commits what is waiting."""
        await self._writer.close()
        self._readers.shutdown()
        self._engines.close()

    @asynccontextmanager
    async def case_of(self, address: Address, posting: str, now: datetime) -> AsyncIterator[Case]:
        """The case of `address`, alone until the block ends. Raises `KeyErasedError`."""
        lookup = self._cases.lookup(address)
        async with self._lanes.of(lookup):
            case = await self._known(lookup, posting)
            yield case or self._cases.new(address, lookup, posting, millis(now))

    async def commit(self, case: Case, inbound: Inbound, turn: Turn, now: datetime) -> Committed:
        """One turn, durable when this returns. Raises `DatabaseDownError`."""
        at = millis(now)
        event = self.lookup.of(f"event:{inbound.address.channel}", inbound.event_id)
        work = WriteSet(
            row_of(case, turn.state, at),
            inbox_row(case, event, inbound, turn, at),
            [outbox_row(case, message, at) for message in turn.messages],
            [audit_row(case, act, at) for act in turn.audit],
            case.newcomer,
        )
        result = await self._writer.commit(work)
        if result == "outdated":
            self._cases.forget(case)
        if result != "done":
            return Committed(result, case.address_id)
        self._cases.keep(case.after(turn.state, at))
        return Committed(result, case.address_id, case.state.seq, entries_of(turn, inbound, now))

    async def entries_after(
        self, address: Address, posting: str, after: int, now: datetime
    ) -> tuple[Entry, ...]:
        """The talk at `address` above `after`, which is sent by that to whoever asked."""
        case = await self._known(self._cases.lookup(address), posting)
        if case is None:
            return ()
        entries = await self._read(read_after, self._engines.read, case, after)
        if entries:
            self.fetched(case.address_id, entries[-1].seq, now)
        return entries

    def fetched(self, address_id: int, upto: int, now: datetime) -> None:
        """The page of this address has got everything up to `upto`."""
        self._writer.note(Fetched(address_id, upto, millis(now)))

    async def new_return_code(self, address: Address, posting: str, now: datetime) -> str | None:
        """A code that leads back to `address`; earlier ones end. None before its first event."""
        case = await self._known(self._cases.lookup(address), posting)
        if case is None:
            return None
        return await self._read(self._codes.make, case.address_id, millis(now))

    async def address_of_code(self, code: str) -> Address | None:
        return await self._read(self._codes.find, code)

    async def alive(self) -> bool:
        """Can the database be read?"""
        try:
            await self._read(self._ping)
        except SQLAlchemyError:
            return False
        return True

    def _ping(self) -> None:
        with self._engines.read.connect() as connection:
            connection.execute(select(1))

    async def _known(self, lookup: bytes, posting: str) -> Case | None:
        hot = self._cases.hot(lookup, posting)
        return hot or await self._read(self._cases.find, lookup, posting)

    async def _read(self, work: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, work, *args)
