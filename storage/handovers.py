"""Talks with staff and reports of scams, as the handlers see them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select

from conversations.dialog.event import Address, Inbound, Opened
from conversations.dialog.turn import Turn
from storage import handover_sql as sql
from storage.cases import Case, KeyErasedError, address_of, millis, row_of
from storage.handover_rows import handover_rows, note_place
from storage.handover_sql import Handover, Untold
from storage.planning import Outgoing, Surroundings, notice_row
from storage.reaching import MAIL, Reaching
from storage.rows import WAITING, audit_row, inbox_row, outbox_row
from storage.schema import addresses, audit, cases
from storage.sealing import Lookup, Seal
from storage.staff import Member
from storage.talks import Line, read_talk
from storage.writeset import Result, Row, WriteSet

_FIRST = (
    select(addresses)
    .join(cases, cases.c.applicant_id == addresses.c.applicant_id)
    .where(cases.c.id == bindparam("of_case"), addresses.c.channel != MAIL, addresses.c.person >= 0)
    .order_by(addresses.c.created_at, addresses.c.id)
    .limit(1)
)


class By(Struct, frozen=True):
    """Who acts on a case, and the key by which the same press is known again ("": none)."""

    actor: str
    key: str = ""


class Handovers:
    """What writes raises `DatabaseDownError`."""

    def __init__(
        self, inside: Surroundings, reaching: Reaching, lookup: Lookup, new_id: Callable[[], int]
    ) -> None:
        self._in, self._reaching, self._lookup, self._new_id = inside, reaching, lookup, new_id

    async def open(self, posting: str) -> list[Handover]:
        """Everything that is open, who waits longest first."""
        return await self._in.read(sql.open_of, posting)

    async def find(self, handover_id: int) -> Handover | None:
        return await self._in.read(sql.by_id, handover_id)

    async def of_case(self, case_id: int) -> Handover | None:
        """The talk with staff that is open, else the last one."""
        return await self._in.read(sql.of_case, case_id)

    async def overdue(self, posting: str, now: datetime) -> list[int]:
        """Cases to which Pandu comes back by itself."""
        return await self._in.read(sql.overdue, (posting, millis(now)))

    async def lapse(self, case_id: int, now: datetime) -> None:
        """Nobody waits there any more, though a row says so: it is closed."""
        await self._in.writer.run(partial(sql.lapse, case_id=case_id, now=millis(now)))

    async def untold(self, posting: str) -> list[Untold]:
        """What staff have not been told of: from now on it is told, by whoever asked."""
        numbers = await self._in.read(sql.untold, posting)
        return await self._in.writer.run(lambda c: sql.tell(c, numbers)) if numbers else []

    async def note(self, handover: Handover) -> str:
        """The words of a report, "" where there are none. Raises `KeyErasedError`."""
        return await self._in.read(self._note, handover) if handover.sealed_note else ""

    async def conversation(self, case_id: int, most: int) -> tuple[Line, ...]:
        """The last lines of the talk, wherever it was held. Raises `KeyErasedError`."""
        return await self._in.read(self._talk, (case_id, most))

    async def talk(self, case_id: int) -> Address | None:
        """Where the person of a case talks, also where they blocked us; None: they were erased."""
        return await self._in.read(self._address, case_id)

    async def noted(self, case_id: int, actor: str, act: str, now: datetime) -> None:
        """A row of the audit, committed when this returns."""
        row = {"case_id": case_id, "actor": actor, "act": act, "at": millis(now)}
        await self._in.writer.run(partial(_note, row=row))

    async def close_report(self, handover_id: int, who: Member, now: datetime) -> bool:
        """A report is dealt with; False where it was already, or is none."""
        done = partial(sql.close_report, number=handover_id, who=who, at=millis(now))
        return await self._in.writer.run(done)

    async def commit(
        self, case: Case, turn: Turn, by: By, now: datetime, letters: Sequence[Outgoing] = ()
    ) -> Result:
        """What staff did, durable when this returns; its messages wait for their turn. `repeat`:
        the same press came before.
        """
        at = millis(now)
        rows = [outbox_row(case, message, WAITING, at) for message in turn.messages]
        work = WriteSet(
            row_of(case, turn.state, at) | {"last_seen": 0},
            self._press(case, by.key, now) if by.key else None,
            [*rows, *(notice_row(case, each, at) for each in letters)],
            [audit_row(case, act, at) | {"actor": by.actor} for act in turn.audit],
            reach=self._reaching.changes(case, turn, at),
            for_staff=handover_rows(case, turn, self._new_id, at),
        )
        waiting = [message.seq for message in turn.messages]
        return await self._in.commit(work, case.after(turn.state, at), waiting)

    def _press(self, case: Case, key: str, now: datetime) -> Row:
        """Known again by its event; it stands at no address, so that nobody was heard there."""
        event = self._lookup.of("event:staff", key)
        inbound = Inbound(key, case.address, Opened(), now)
        row = inbox_row(case, event, inbound, Turn(case.state), millis(now))
        return row | {"address_id": 0}

    def _note(self, connection: Connection, handover: Handover) -> str:
        seal = self._seal(connection, handover.case_id)
        return seal.open(handover.sealed_note or b"", note_place(handover.id)).decode()

    def _talk(self, connection: Connection, which: tuple[int, int]) -> tuple[Line, ...]:
        case_id, most = which
        return read_talk(connection, case_id, self._seal(connection, case_id), most)

    def _address(self, connection: Connection, case_id: int) -> Address | None:
        row = connection.execute(_FIRST, {"of_case": case_id}).first()
        seal = self._in.keys.seal(row.applicant_id) if row else None
        if row is None or seal is None:
            return None
        return address_of(row, seal, row.id)

    def _seal(self, connection: Connection, case_id: int) -> Seal:
        wanted = select(cases.c.applicant_id).where(cases.c.id == case_id)
        owner = connection.execute(wanted).scalar()
        seal = self._in.keys.seal(owner) if owner is not None else None
        if seal is None:
            raise KeyErasedError
        return seal


def _note(connection: Connection, row: Row) -> None:
    connection.execute(insert(audit), row)
