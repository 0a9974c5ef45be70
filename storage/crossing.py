"""An event that leads from one case to another at the same address, in one commit: two talks become
one, another person writes here from now on, somebody leaves.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, insert

from conversations.dialog.event import Inbound
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from storage.batch import Statements, apply
from storage.cases import Case, Standing, millis, row_of
from storage.delivery import Trail
from storage.document_rows import changes
from storage.joining import Found, used
from storage.merging import Copied, Moved, merge
from storage.people_here import (
    base_of,
    come_beside,
    leave,
    next_number,
    own_row,
    rows_at,
    talking,
    write_here,
)
from storage.planning import Surroundings
from storage.reaching import MAIL, Reaching
from storage.rows import WAITING, Lease, audit_row, inbox_row, letter_row, outbox_row
from storage.schema import applicants
from storage.sealing import Lookup
from storage.writeset import Result, Row, WriteSet

T = TypeVar("T")
Task = Callable[[Connection], None]


class Cross(Struct, frozen=True):
    """The event; the case in whose talk it came, with its last turn there; the case that goes on,
    with its first. With `push` the messages of that are leased to this process. `there` is what its
    other address is told.
    """

    inbound: Inbound
    old: Case
    left: Turn
    new: Case
    turn: Turn
    now: datetime
    push: bool = False
    there: tuple[Case, Message] | None = None


class Crossed(Struct, frozen=True):
    """What became of it; `lease` 0: nothing is leased."""

    result: Result
    lease: int = 0


class _StaleError(Exception):
    """Nothing of it holds: what became of it instead."""

    def __init__(self, result: Result) -> None:
        super().__init__(result)
        self.result: Result = result


class Tools(Struct, frozen=True):
    """What a `Store` lends."""

    lookup: Lookup
    reaching: Reaching
    new_id: Callable[[], int]
    worker: int


class Crossing:
    """What writes raises `DatabaseDownError`; one commit each, or nothing."""

    def __init__(self, inside: Surroundings, tools: Tools) -> None:
        self._in, self._tools = inside, tools
        self._statements = Statements(inside.engine.dialect.name)

    def at_address_of(self, old: Case, other: Case) -> Case:
        """`other` as it is found at the address of `old` once that is one of its own."""
        return replace(
            other, address=old.address, address_id=old.address_id, standing=old.standing,
            trail=old.trail,
        )  # fmt: skip

    async def beside(self, old: Case, other: Case | None, now: datetime) -> Case | None:
        """`other`, or somebody new, as another person at the address of `old`; None where there
        are too many.
        """
        number = await self._in.read(lambda c: next_number(c, old))
        if not number:
            return None
        case = other or self._in.cases.new(old.address, old.posting, millis(now))
        people = old.standing.people
        standing = Standing(number, base_of(old), people)
        mine = self._tools.new_id() if other else case.address_id
        address = replace(old.address, person=0)
        return replace(case, address=address, address_id=mine, standing=standing, trail=Trail())

    async def person(self, old: Case, number: int) -> Case | None:
        """The case of that person at the address of `old`."""
        here = await self._in.read(lambda c: rows_at(c, base_of(old)))
        row = next((each for each in here if each.person == number), None)
        case = await self._call(self._in.cases.at, row.id, old.posting) if row else None
        return replace(case, address=replace(case.address, person=0)) if case else None

    async def merge(self, cross: Cross, found: Found, copied: Copied) -> Crossed:
        """The case that was here goes into the other, with all that is its person's."""
        at, gone, kept = millis(cross.now), cross.old, cross.new
        move = Moved(gone, kept, at, copied)
        lease = self._lease(cross)
        echo = Turn(cross.turn.state, echo=cross.left.echo, echo_seq=cross.left.echo_seq)
        work = self._set(cross, kept, cross.turn, lease)
        work.inbox = inbox_row(kept, self._event(cross), cross.inbound, echo, at)
        work.reach += self._mail_left(gone, cross.turn, kept)
        work.outbox += _told_there(cross)

        def task(connection: Connection) -> None:
            _demand(merge(connection, move))
            used(connection, found.lookup, at)
            self._apply(connection, [work])

        crossed = await self._crossed(cross, task, lease)
        if crossed.result == "done":
            self._in.cases.forget_people({gone.applicant_id})
            await self._call(self._in.keys.erase, gone.applicant_id)
        return crossed

    async def come(self, cross: Cross, found: Found | None = None) -> Crossed:
        """Another person comes to the address, and writes there from now on."""
        at, mine = millis(cross.now), cross.new
        lease = self._lease(cross)
        row = own_row(cross.old, mine, self._tools.lookup, at)
        fresh, sets = mine.newcomer, self._both(cross, lease)
        sets[1].outbox += _told_there(cross)
        if fresh:
            await self._call(self._in.keys.add, [fresh.key])

        def task(connection: Connection) -> None:
            if fresh:
                connection.execute(insert(applicants), fresh.applicant)
            _demand(come_beside(connection, cross.old, row))
            if found:
                used(connection, found.lookup, at)
            self._apply(connection, sets)

        return await self._crossed(cross, task, lease)

    async def switch(self, cross: Cross) -> Crossed:
        """A person who is known at the address writes there from now on."""
        lease, sets = self._lease(cross), self._both(cross, self._lease(cross))

        def task(connection: Connection) -> None:
            here = {each.id for each in rows_at(connection, base_of(cross.old))}
            _demand(cross.new.address_id in here)
            write_here(connection, base_of(cross.old), cross.new.address_id)
            self._apply(connection, sets)

        return await self._crossed(cross, task, lease)

    async def leave(self, cross: Cross, leaving: Sequence[int]) -> Crossed:
        """Rows of the person's addresses are left; at least one that talks stays."""
        at, lease = millis(cross.now), self._lease(cross)
        work = self._set(cross, cross.new, cross.turn, lease)
        work.inbox = inbox_row(cross.new, self._event(cross), cross.inbound, cross.turn, at)

        def task(connection: Connection) -> None:
            rows = talking(connection, cross.new.applicant_id)
            here = [each for each in rows if each.id in leaving]
            _demand(len(here) == len(leaving) and len(rows) > len(here))
            for row in here:
                leave(connection, row, at)
            self._apply(connection, [work])

        return await self._crossed(cross, task, lease, leaving)

    async def addresses(self, case: Case) -> list[int]:
        """The rows of somebody's addresses at which one can talk."""
        rows = await self._in.read(lambda c: talking(c, case.applicant_id))
        return [row.id for row in rows]

    def _both(self, cross: Cross, lease: Lease) -> list[WriteSet]:
        """What the old talk keeps, and how the new one begins."""
        at = millis(cross.now)
        old = self._set(cross, cross.old, replace(cross.left, messages=()), WAITING)
        old.inbox = inbox_row(cross.old, self._event(cross), cross.inbound, cross.left, at)
        return [old, self._set(cross, cross.new, cross.turn, lease)]

    def _set(self, cross: Cross, case: Case, turn: Turn, lease: Lease) -> WriteSet:
        at = millis(cross.now)
        rows = [outbox_row(case, message, lease, at) for message in turn.messages]
        if turn.letter:
            rows.append(letter_row(case, turn.letter, at))
        return WriteSet(
            row_of(case, turn.state, at),
            None,
            rows,
            [audit_row(case, act, at) for act in turn.audit],
            None,
            changes(case.state, turn.state, at) if case is cross.old else [],
            reach=self._tools.reaching.changes(case, turn, at),
        )

    def _mail_left(self, gone: Case, turn: Turn, kept: Case) -> list[Row]:
        """Of two confirmed mailboxes one stays."""
        contact = gone.state.contact
        if not contact.email_confirmed or contact.email == turn.state.contact.email:
            return []
        lookup = self._tools.lookup.of(f"address:{MAIL}", contact.email)
        return [{"what": "gone", "lookup": lookup, "owner": kept.applicant_id, "at": 0}]

    def _apply(self, connection: Connection, sets: list[WriteSet]) -> None:
        for result in apply(connection, sets, self._statements):
            if result != "done":
                raise _StaleError(result)

    def _lease(self, cross: Cross) -> Lease:
        return Lease(self._tools.worker, 1) if cross.push and not cross.new.trail.open else WAITING

    def _event(self, cross: Cross) -> bytes:
        inbound = cross.inbound
        return self._tools.lookup.of(f"event:{inbound.address.channel}", inbound.event_id)

    async def _crossed(
        self, cross: Cross, task: Task, lease: Lease, left: Sequence[int] = ()
    ) -> Crossed:
        result = await self._in.writer.run(lambda connection: _whole(connection, task))
        cases = self._in.cases
        cases.forget(cross.old)
        cases.forget(cross.new)
        if result != "done":
            return Crossed(result)
        if cross.new.address_id not in left:
            cases.keep(cross.new.after(cross.turn.state, millis(cross.now)))
        if lease.number:
            cross.new.trail.open.update(message.seq for message in cross.turn.messages)
        return Crossed(result, lease.number)

    async def _call(self, work: Callable[..., T], *args: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._in.readers, work, *args)


def _whole(connection: Connection, task: Task) -> Result:
    """All of it or nothing, whatever else shares the commit."""
    nested = connection.begin_nested()
    try:
        task(connection)
    except _StaleError as stale:
        nested.rollback()
        return stale.result
    nested.commit()
    return "done"


def _told_there(cross: Cross) -> list[Row]:
    if cross.there is None:
        return []
    case, message = cross.there
    return [outbox_row(case, message, WAITING, millis(cross.now)) | {"kind": "notice"}]


def _demand(holds: bool) -> None:  # noqa: FBT001 - it reads as a sentence
    if not holds:
        raise _StaleError("outdated")
