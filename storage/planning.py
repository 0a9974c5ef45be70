"""What is planned to be said unasked, as the handlers see it."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, select

from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from storage import due as sql
from storage.cases import Case, Cases, address_of, millis, row_of
from storage.due import Due, Taker
from storage.keys import KeyStore
from storage.outbox import Ledger
from storage.planned import Plan, Planned, plan, zones_unplanned
from storage.reading import Reading
from storage.rows import WAITING, audit_row, outbox_row
from storage.schema import addresses, cases, documents, inbox
from storage.writer import Writer
from storage.writeset import Result, Row, WriteSet

AT_ONCE = 5_000
ACTOR = "pandu"
Timetable = Callable[[str], Sequence[tuple[str, datetime, datetime]]]
"""What is to be planned for the people of a zone: occasion, when, and not after when."""


class Surroundings(Reading, frozen=True):
    """The parts of a `Store` that planning shares."""

    writer: Writer
    keys: KeyStore
    cases: Cases
    ledger: Ledger

    async def commit(self, work: WriteSet, after: Case, waiting: Iterable[int]) -> Result:
        """What leaves the case as `after`, with messages of these numbers at its own address."""
        result = await self.writer.commit(work)
        if result != "done":
            self.cases.forget(after)
            return result
        self.cases.keep(after)
        after.trail.open.update(waiting)
        return result


class Reach(Struct, frozen=True):
    """An address of the person of a case. `heard` is when they last spoke there (ms), 0: never."""

    address: Address
    address_id: int
    heard: int


class Outgoing(Struct, frozen=True):
    """A message of a turn, and until when it may go out. `reach` is where it goes, where that is
    not the case's own address.
    """

    message: Message
    until: datetime
    reach: Reach | None = None


class Dates(Struct, frozen=True):
    """The dates of a posting that a process goes by: their revision, holding from `since` on."""

    posting: str
    revision: int
    since: datetime | None = None


class Planning:
    """What writes raises `DatabaseDownError`."""

    def __init__(self, inside: Surroundings, worker: int) -> None:
        self._in, self._worker = inside, worker

    async def plan(self, dates: Dates, timetable: Timetable, now: datetime) -> int:
        """Plans for those for whom nothing is planned yet; returns for how many."""
        zones = await self._in.read(zones_unplanned, dates.posting)
        rows = {zone: [_planned(*line) for line in timetable(zone)] for zone in zones}
        since, planned = millis(dates.since) if dates.since else 0, 0
        work = Plan(dates.posting, dates.revision, since, rows)
        at = millis(now)
        while zones:
            some = partial(plan, work=work, now=at, most=AT_ONCE)
            count, last = await self._in.writer.run(some)
            if not count:
                break
            planned, work = planned + count, replace(work, after=last)
        return planned

    async def claim(self, posting: str, most: int, now: datetime) -> list[Due]:
        """Leases to this process what is due, the first of each case, after dropping the late."""
        taker = self._taker(now, posting)

        def work(connection: Connection) -> list[Due]:
            sql.drop_late(connection, taker)
            return sql.claim(connection, taker, most)

        return await self._in.writer.run(work)

    async def next_due(self, posting: str) -> datetime | None:
        """When the next row is due (UTC)."""
        found = await self._in.read(sql.next_due, posting)
        return None if found is None else time_of(found)

    async def drop(self, due: Due, reason: str, now: datetime) -> None:
        """It is not said, and why."""
        taker = self._taker(now)
        await self._in.writer.run(lambda c: sql.drop(c, due, taker, reason))

    async def postpone(self, due: Due, to: datetime, now: datetime) -> None:
        """It waits until `to`."""
        taker = self._taker(now)
        await self._in.writer.run(lambda c: sql.postpone(c, due, taker, millis(to)))

    async def cancel_late(self, channel: str, now: datetime) -> int:
        """Cancels what waits there after its last moment; returns how much."""
        at, ledger = millis(now), self._in.ledger
        return await self._in.writer.run(lambda c: ledger.cancel_late(c, channel, at))

    async def reaches(self, case_id: int) -> list[Reach]:
        """Where the person of a case is reached and did not block us, last used first."""
        return await asyncio.get_running_loop().run_in_executor(
            self._in.readers, self._reaches, case_id
        )

    async def commit(
        self, case: Case, turn: Turn, due: Due, outgoing: Sequence[Outgoing], now: datetime
    ) -> Result:
        """A turn that an occasion led to, with the occasion itself, in one commit; its messages
        wait for their turn. `repeat`: the occasion was not this process's any more.
        """
        at = millis(now)
        work = WriteSet(
            row_of(case, turn.state, at) | {"last_seen": 0},
            outbox=[notice_row(case, each, at) for each in outgoing],
            audit=[audit_row(case, act, at) | {"actor": ACTOR} for act in turn.audit],
            planned=sql.done_row(due, self._worker, at),
        )
        waiting = [each.message.seq for each in outgoing if each.reach is None]
        return await self._in.commit(work, case.after(turn.state, at), waiting)

    async def counts(self, posting: str) -> Sequence[tuple[str, int, str, str, int]]:
        """Occasion, revision, status, reason, and how many of them."""
        return await self._in.read(sql.counts, posting)

    async def of_case(self, case_id: int) -> list[Row]:
        """Every planned row of a case, in order."""
        return await self._in.read(sql.of_case, case_id)

    async def case_of_receipt(self, receipt: str) -> int:
        """The case of a document by its receipt; 0 where there is none."""
        return await self._in.read(_of_receipt, receipt)

    def _taker(self, now: datetime, posting: str = "") -> Taker:
        return Taker(posting, self._worker, millis(now))

    def _reaches(self, case_id: int) -> list[Reach]:
        with self._in.engine.connect() as connection:
            rows = connection.execute(_REACHES, {"case_id": case_id}).all()
        found = []
        for row in rows:
            seal = self._in.keys.seal(row.applicant_id)
            if seal is not None:
                found.append(Reach(address_of(row, seal, row.id), row.id, row.heard or 0))
        return sorted(found, key=lambda reach: -reach.heard)


def time_of(ms: int) -> datetime:
    """UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def _of_receipt(connection: Connection, receipt: str) -> int:
    """However it is spaced or written; nobody where two share it."""
    signs = "".join(sign for sign in receipt.upper() if sign.isalnum())
    written = f"{signs[:3]}-{signs[3:]}"
    wanted = select(documents.c.case_id).where(documents.c.receipt == written).distinct().limit(2)
    found = connection.execute(wanted).scalars().all()
    return found[0] if len(found) == 1 else 0


def notice_row(case: Case, each: Outgoing, at: int) -> Row:
    """A message that Pandu begins by itself."""
    row = outbox_row(case, each.message, WAITING, at)
    row |= {"kind": "notice", "not_after": millis(each.until)}
    if each.reach:
        row |= {"channel": each.reach.address.channel, "address_id": each.reach.address_id}
    return row


def _planned(occasion: str, due: datetime, until: datetime) -> Planned:
    return Planned(occasion, millis(due), millis(until))


_HEARD = (
    select(func.max(inbox.c.received_at))
    .where(inbox.c.case_id == cases.c.id, inbox.c.address_id == addresses.c.id)
    .scalar_subquery()
)
_REACHES = (
    select(addresses, _HEARD.label("heard"))
    .join(cases, cases.c.applicant_id == addresses.c.applicant_id)
    .where(cases.c.id == bindparam("case_id"), addresses.c.blocked_at == 0)
)
