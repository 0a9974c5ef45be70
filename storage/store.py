"""Everything that lasts, as the handlers see it."""

import asyncio
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from conversations.dialog.event import Address, Inbound
from conversations.dialog.turn import Turn
from storage.amendments import Amendments
from storage.announcing import Announcing
from storage.blocking import block, unblock
from storage.cases import Case, Cases, millis, row_of
from storage.contact_codes import ContactCodes
from storage.delivery import Delivery
from storage.desk import desk_of
from storage.document_rows import changes
from storage.engines import Engines
from storage.handover_rows import handover_rows
from storage.history import Entry, has_come, read_after
from storage.joining import JoinCodes
from storage.keys import KeyStore
from storage.lanes import Lanes
from storage.leading import leading
from storage.links import Links
from storage.notes import Fetched
from storage.outbox import Claim, Ledger, Settled
from storage.pacing import Pacing
from storage.poison import MOST_TRIES, tried
from storage.reaching import Reaching
from storage.return_codes import ReturnCodes
from storage.rights import Rights
from storage.rooms import Rooms
from storage.rows import WAITING, Lease, audit_row, inbox_row, letter_row, outbox_row
from storage.sealing import Lookup, MasterKey, SealBrokenError
from storage.selection import Selection
from storage.selection_gate import Gate, hold
from storage.ways import Ways
from storage.writer import Writer
from storage.writeset import Result, Row, WriteSet

T = TypeVar("T")


class Committed(Struct, frozen=True):
    """What became of one event of `case`, as it was before; `lease` 0: nothing is leased. `moved`:
    another case goes on at the address.
    """

    result: Result
    case: Case
    turn: Turn | None = None
    lease: int = 0
    moved: bool = False


class Store(Rooms):
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
        self._new_id = new_id
        self._codes = ReturnCodes(self._engines.write, self._keys, self.lookup)
        self._readers = ThreadPoolExecutor(2, "reader")
        self._writer = Writer(self._engines.write, self._keys)
        self.counts = self._writer.counts
        self._ledger = Ledger(self._engines.write.dialect.name)
        self._pacing = Pacing(self._engines.write.dialect.name)
        self._lanes = Lanes()
        self.worker = new_id()
        self.codes = ContactCodes(self._writer, self.lookup)
        self._reaching = Reaching(self.lookup, new_id)
        self.amendments = Amendments(self._engines.read, self._engines.write)
        self.ways = Ways(self._engines.read, self._keys, self.lookup)
        self._gate = Gate(self.lookup)
        engines = (self._engines.read, self._engines.write)
        self.selection = Selection(engines, self._keys, self.lookup, new_id)
        self.desk = desk_of(self._engines, self._keys, self.lookup)
        self.rights = Rights(self._inside(), self._cases)
        self.join_codes = JoinCodes(self._writer, self._cases, self.lookup)
        self.links = Links(self._writer, self._engines.read, self._keys, self.lookup)
        self.announcing = Announcing(self._surroundings(), self.lookup, new_id)

    async def close(self) -> None:
        """Commits what is waiting."""
        await self._writer.close()
        self._readers.shutdown()
        self._engines.close()

    def lane(self, address: Address) -> asyncio.Lock:
        """Hold it while a turn of this person is made: one after the other."""
        return self._lanes.of(address)

    async def case_of(self, address: Address, posting: str, now: datetime) -> Case:
        """The case of `address`, for who holds its lane. Raises `KeyErasedError`."""
        case = await self._known(address, posting)
        return case or self._cases.new(address, posting, millis(now))

    async def fresh_case_of(self, address: Address, posting: str, now: datetime) -> Case:
        """The same, also where another process changed it since this one heard of it."""
        hot = self._cases.hot(address, posting)
        found = await self._read(self._cases.find, address, posting)
        if hot and found and (hot.id, hot.version) == (found.id, found.version):
            return hot
        if hot:
            self._cases.forget(hot)
        return found or self._cases.new(address, posting, millis(now))

    async def commit(
        self, case: Case, inbound: Inbound, turn: Turn, now: datetime, *, push: bool = False
    ) -> Committed:
        """One turn, durable when this returns. Raises `DatabaseDownError`.

        With `push` its messages are leased to this process by the same commit, unless earlier
        ones are still open at the address: then they wait for their turn.
        """
        at = millis(now)
        lease = Lease(self.worker, 1) if push and not case.trail.open else WAITING
        work = WriteSet(
            row_of(case, turn.state, at),
            inbox_row(case, self.event(inbound), inbound, turn, at),
            self._outgoing(case, turn, lease, at),
            [audit_row(case, act, at) for act in turn.audit],
            case.newcomer,
            changes(case.state, turn.state, at),
            reach=self._reaching.changes(case, turn, at),
            for_staff=handover_rows(case, turn, self._new_id, at),
        )
        result = await self._writer.commit(work)
        if result == "outdated":
            self._cases.forget(case)
        if result != "done":
            return Committed(result, case)
        self._cases.keep(case.after(turn.state, at))
        if push:
            case.trail.open.update(message.seq for message in turn.messages)
        return Committed(result, case, turn, lease.number)

    async def commit_alone(
        self, case: Case, turn: Turn, now: datetime, actor: str = "applicant"
    ) -> Result:
        """A turn without words, which nothing that was said in the talk led to."""
        at = millis(now)
        work = WriteSet(
            row_of(case, turn.state, at) | {"last_seen": 0},
            audit=[audit_row(case, act, at) | {"actor": actor} for act in turn.audit],
            reach=self._reaching.changes(case, turn, at),
        )
        result = await self._writer.commit(work)
        if result == "done":
            self._cases.keep(case.after(turn.state, at))
        else:
            self._cases.forget(case)
        return result

    def _outgoing(self, case: Case, turn: Turn, lease: Lease, at: int) -> list[Row]:
        rows = [outbox_row(case, message, lease, at) for message in turn.messages]
        return [*rows, letter_row(case, turn.letter, at)] if turn.letter else rows

    def event(self, inbound: Inbound) -> bytes:
        """The key by which a repeat of this event is known."""
        return self.lookup.of(f"event:{inbound.address.channel}", inbound.event_id)

    async def heard(self, inbound: Inbound) -> bool:
        """Did this event come before, whatever became of its person?"""
        return await self._read(has_come, self._engines.read, self.event(inbound))

    async def failed(self, inbound: Inbound, reason: str, now: datetime) -> bool:
        """Notes that an event could not be handled; True where it is not to be tried again."""
        event, channel, at = self.event(inbound), inbound.address.channel, millis(now)
        tries = await self._writer.run(lambda c: tried(c, event, channel, reason, at))
        return tries >= MOST_TRIES

    async def deliveries(self, committed: Committed) -> list[Delivery]:
        """The messages of a turn that are leased to this process, in order."""
        if not committed.lease or not committed.turn:
            return []
        case = committed.case
        return [
            Delivery(
                case.id,
                message.seq,
                committed.lease,
                case.address,
                case.address_id,
                message,
                committed.turn.state.language,
                await self._edited(case, message.replaces),
                case.trail,
            )
            for message in committed.turn.messages
        ]

    async def claim(
        self, channel: str, rate: int, most: int, now: datetime, *, bulk: bool = False
    ) -> list[Delivery]:
        """Leases due messages of `channel` to this process, at most one for each address: `rate` a
        second for all processes together; `bulk`: of what is sent to many, and of that alone.
        """
        claim = Claim(channel, self.worker, millis(now), bulk)
        rows = await self._writer.run(lambda connection: self._taken(connection, claim, rate, most))
        return await self._read(self._cases.deliveries, channel, rows) if rows else []

    def _taken(self, connection: Connection, claim: Claim, rate: int, most: int) -> list[Row]:
        permits = min(most, self._pacing.permits(connection, claim.channel, rate))
        rows = self._ledger.claim(connection, claim, permits) if permits > 0 else []
        if rows:
            self._pacing.use(connection, claim.channel, len(rows))
        return self._gate.leased(connection, rows, claim.now)

    async def pause(self, channel: str, wait: int) -> None:
        """Holds what all processes take up of `channel` for `wait` milliseconds."""
        await self._writer.run(lambda connection: self._pacing.pause(connection, channel, wait))

    async def block(self, address: Address, now: datetime) -> None:
        """This person wants no more messages there: what waits for them is cancelled."""
        at, lookup = millis(now), self._cases.lookup(replace(address, person=0))
        await self._writer.run(lambda connection: block(connection, lookup, at))

    async def unblock(self, address: Address) -> None:
        """They let messages through again."""
        lookup = self._cases.lookup(replace(address, person=0))
        await self._writer.run(lambda connection: unblock(connection, lookup))

    async def sweep(self, channel: str, now: datetime, doubt: int = 0) -> int:
        """Attends to leases that ran out; returns how many. See `Ledger.sweep`."""
        at = millis(now)
        count = await self._writer.run(lambda c: self._ledger.sweep(c, channel, at, doubt))
        self.counts.leases[channel] += count
        return count

    def settle(self, delivery: Delivery, settled: Settled) -> None:
        """Records what became of an attempt."""
        self.counts.deliveries[delivery.address.channel, settled.status] += 1
        if settled.status != "waiting":
            delivery.trail.settled(settled.seq, settled.sent_id)
        self._writer.note(settled)

    async def _edited(self, case: Case, seq: int) -> str:
        if not seq or (known := case.trail.sent_as(seq)):
            return known if seq else ""
        return await self._read(self._cases.sent_id, case.id, seq)

    async def entries_after(
        self, address: Address, posting: str, after: int, now: datetime
    ) -> tuple[Entry, ...]:
        """The talk at `address` above `after`, which is sent by that to whoever asked."""
        case = await self._known(address, posting)
        if case is None:
            return ()
        held: list[Row] = []
        shown = partial(self._gate.shown, held)
        entries = await self._read(read_after, self._engines.read, case, after, millis(now), shown)
        if held:
            await self._writer.run(lambda connection: hold(connection, held, millis(now)))
        if entries:
            self.fetched(case, entries[-1].seq, now)
        return entries

    async def has_reached(self, address: Address, posting: str, seq: int) -> bool:
        """Has the talk at `address` come to that number? Not where its person was erased."""
        hot = self._cases.hot(address, posting)
        if hot is None or hot.state.seq < seq:
            hot = await self._read(self._cases.find, address, posting)
        return hot is not None and hot.state.seq >= seq

    def fetched(self, case: Case, upto: int, now: datetime) -> None:
        """The page of the case's address has got everything up to `upto`."""
        self._writer.note(Fetched(case.address.channel, case.address_id, upto, millis(now)))

    async def new_return_code(self, address: Address, posting: str, now: datetime) -> str | None:
        """A code that leads back to `address`; earlier ones end. None before its first event."""
        case = await self._known(address, posting)
        if case is None:
            return None
        return await self._read(self._codes.make, case.address_id, millis(now))

    async def address_of_code(self, code: str) -> Address | None:
        return await self._read(self._codes.find, code)

    def leading(self, name: str) -> AbstractAsyncContextManager[None]:
        """Alone among all processes while the block lasts."""
        return leading(self._engines.lead, zlib.crc32(name.encode()))

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

    async def _known(self, address: Address, posting: str) -> Case | None:
        hot = self._cases.hot(address, posting)
        return hot or await self._read(self._cases.find, address, posting)

    async def _read(self, work: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, work, *args)
