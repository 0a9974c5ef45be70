"""Erases people: their rows, their key, their documents; and does it again after a restore.

Each erasing is first written to a journal beside the documents, which no backup of the database
takes back. Killed at any point, an erasure that is begun is found in `erasures` and finished.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from storage.blobs import Blobs
from storage.care import CARE, PERSONS, of_persons, table_of
from storage.cases import Cases, millis
from storage.dialects import insert_into
from storage.documents import Inside
from storage.journal import Journal
from storage.people_here import LEFT, leave
from storage.request_rows import ERASE, WITHDRAW
from storage.schema import (
    addresses,
    applicant_keys,
    applicants,
    audit,
    cases,
    documents,
    outbox,
)
from storage.schema_rights import erasures, rights_requests
from storage.schema_staff import handovers
from storage.writeset import Row

AT_ONCE, MOST = 50, 1_000
"""In one transaction, so that nobody's turn waits for it; and in one order."""
Who = dict[str, Sequence[int]]


class Order(Struct, frozen=True):
    """Who is to be erased, why (`asked`, `staff`, `retention`, `restored`), and by whom."""

    persons: tuple[int, ...]
    cause: str
    actor: str
    detail: str = ""


class Erasing:
    """What writes raises `DatabaseDownError`; what touches journal or bytes, `BlobsDownError`."""

    def __init__(self, inside: Inside, hot: Cases, blobs: Blobs) -> None:
        self._in, self._hot, self._blobs = inside, hot, blobs
        self.journal = Journal(blobs)

    async def due(self, now: datetime) -> tuple[int, ...]:
        """Who asked to be erased and may not change their mind any more."""
        return await self._in.read(partial(_due, at=millis(now)))

    async def erase(self, order: Order, now: datetime) -> int:
        """Durable when this returns, and harmless to repeat; returns how many there were.

        Nothing of them can be read from then on. Their bytes are gone, too, unless the store of
        documents is down: then `finish` does the rest.
        """
        known = await self._in.read(partial(_known, persons=order.persons))
        if not known:
            return 0
        at = millis(now)
        await self.journal.note(known, at)
        for begin in range(0, len(known), AT_ONCE):
            some = known[begin : begin + AT_ONCE]
            await self._in.writer.run(partial(_erase, order=order, persons=some, at=at))
            self._hot.forget_people(set(some))
            await self._rest(some, now)
        return len(known)

    async def finish(self, now: datetime) -> int:
        """Goes on with what was begun; returns how many it was."""
        begun = await self._in.read(_begun)
        for at in range(0, len(begun), AT_ONCE):
            await self._rest(begun[at : at + AT_ONCE], now)
        return len(begun)

    async def replay(self, now: datetime) -> int:
        """Erases again whoever a restored database, or a restored store of keys, brought back."""
        noted = await self.journal.people()
        noted |= set(await self._in.read(_erased))
        back = await asyncio.to_thread(self._back, sorted(noted))
        for at in range(0, len(back), MOST):
            await self.erase(Order(tuple(back[at : at + MOST]), "restored", "pandu"), now)
        return len(back)

    async def settle_withdrawals(self, now: datetime) -> int:
        """Closes the wishes of those who took their consent back, once their documents are gone."""
        return await self._in.writer.run(partial(_settle, at=millis(now)))

    async def _rest(self, persons: Sequence[int], now: datetime) -> None:
        await asyncio.to_thread(self._in.keys.erase_all, persons)
        for row in await self._in.read(partial(_blobs, persons=persons)):
            await self._blobs.remove(row["blob"])
        await self._in.writer.run(partial(_finished, persons=persons, at=millis(now)))

    def _back(self, noted: Sequence[int]) -> list[int]:
        """Those who still have a key, or a case that is not empty."""
        found: set[int] = set()
        for at in range(0, len(noted), MOST):
            some = noted[at : at + MOST]
            found |= self._in.keys.held(some)
            with self._in.engine.connect() as connection:
                found |= _unerased(connection, some)
        return sorted(found)


def _due(connection: Connection, at: int) -> tuple[int, ...]:
    wanted = select(rights_requests.c.applicant_id).where(
        rights_requests.c.status == "open",
        rights_requests.c.kind == ERASE,
        rights_requests.c.runs_at <= at,
    )
    return tuple(connection.execute(wanted.limit(MOST)).scalars())


def _known(connection: Connection, persons: Sequence[int]) -> tuple[int, ...]:
    wanted = select(applicants.c.id).where(applicants.c.id.in_(persons)).order_by(applicants.c.id)
    return tuple(connection.execute(wanted).scalars())


def _begun(connection: Connection) -> tuple[int, ...]:
    wanted = select(erasures.c.applicant_id).where(erasures.c.finished_at == 0)
    return tuple(connection.execute(wanted.limit(MOST)).scalars())


def _erased(connection: Connection) -> tuple[int, ...]:
    return tuple(connection.execute(select(erasures.c.applicant_id)).scalars())


def _unerased(connection: Connection, persons: Sequence[int]) -> set[int]:
    wanted = select(cases.c.applicant_id).where(
        cases.c.applicant_id.in_(persons), cases.c.progress != "erased"
    )
    return set(connection.execute(wanted).scalars())


def _erase(connection: Connection, order: Order, persons: Sequence[int], at: int) -> None:
    """All that lies in the database, in one transaction."""
    who: Who = {PERSONS: persons}
    new = insert_into(erasures, connection.dialect.name)
    begun = new.on_conflict_do_update(index_elements=["applicant_id"], set_={"finished_at": 0})
    rows = [
        {"applicant_id": each, "cause": order.cause, "at": at, "finished_at": 0} for each in persons
    ]
    connection.execute(begun, rows)
    connection.execute(insert(audit), _noted(connection, order, who, at))
    connection.execute(_STOPPED, {**who, "moment": at})
    connection.execute(_LEFT, {**who, "moment": at})
    connection.execute(_CLOSED, {**who, "moment": at})
    for row in connection.execute(_SHARED, who).all():  # others at the address stay there
        leave(connection, row, at)
    for name, care in CARE.items():
        table = table_of(name)
        if table is applicant_keys or care.erased not in {"gone", "emptied"}:
            continue
        which = of_persons(table, care.owner)
        change = (
            delete(table).where(which)
            if care.erased == "gone"
            else update(table).where(which).values(_blank(table, care.blank))
        )
        connection.execute(change, who)


def _noted(connection: Connection, order: Order, who: Who, at: int) -> list[Row]:
    """A row of the audit for each of their cases."""
    theirs = select(cases.c.id).where(of_persons(cases, "applicant"))
    detail = f"{order.cause}: {order.detail}" if order.detail else order.cause
    row = {"actor": order.actor, "act": "person_erased", "at": at, "detail": detail[:255]}
    found = connection.execute(theirs, who).scalars().all()
    return [row | {"case_id": each} for each in found or [0]]


def _blank(table: Table, blank: Mapping[str, Any]) -> Row:
    """Emptied columns; a case also gets a version that no turn under way has seen."""
    return {**blank, "version": cases.c.version + 1} if table is cases else dict(blank)


def _finished(connection: Connection, persons: Sequence[int], at: int) -> None:
    """Their bytes and their key are gone."""
    who = {PERSONS: persons}
    connection.execute(_BYTES_GONE, who)
    connection.execute(_FINISHED, {**who, "moment": at})
    connection.execute(_ANSWERED, {**who, "moment": at})


def _blobs(connection: Connection, persons: Sequence[int]) -> list[Row]:
    wanted = select(documents.c.blob).where(
        of_persons(documents, "applicant"), documents.c.state != "gone"
    )
    return [dict(row) for row in connection.execute(wanted, {PERSONS: persons}).mappings()]


def _settle(connection: Connection, at: int) -> int:
    return connection.execute(_WITHDRAWN, {"moment": at}).rowcount


_STOPPED = (
    update(cases)
    .where(of_persons(cases, "applicant"))
    .values(stopped=case((cases.c.stopped == 0, bindparam("moment")), else_=cases.c.stopped))
)
# What is leased may have left already; what waits never leaves.
_LEFT = (
    update(outbox)
    .where(of_persons(outbox, "case"), outbox.c.status.in_(("waiting", "leased")))
    .values(
        status=case((outbox.c.status == "leased", "unknown"), else_="cancelled"),
        reason="erased",
        changed_at=bindparam("moment"),
    )
)
_SHARED = select(addresses).where(
    of_persons(addresses, "applicant"), addresses.c.person.not_in((0, LEFT))
)
_CLOSED = (
    update(handovers)
    .where(of_persons(handovers, "case"), handovers.c.closed_at.is_(None))
    .values(closed_at=bindparam("moment"), waiting=0)
)
_BYTES_GONE = (
    update(documents)
    .where(of_persons(documents, "applicant"), documents.c.state == "removed")
    .values(state="gone")
)
_FINISHED = (
    update(erasures)
    .where(of_persons(erasures, "applicant"))
    .values(finished_at=bindparam("moment"))
)
_ANSWERED = (
    update(rights_requests)
    .where(of_persons(rights_requests, "applicant"), rights_requests.c.status == "open")
    .values(status="done", closed_at=bindparam("moment"))
)
_PAPERS = (
    select(func.count())
    .select_from(documents)
    .where(
        documents.c.case_id == rights_requests.c.case_id,
        documents.c.state.not_in(("gone",)),
    )
    .scalar_subquery()
)
_WITHDRAWN = (
    update(rights_requests)
    .where(
        rights_requests.c.status == "open",
        rights_requests.c.kind == WITHDRAW,
        literal(0) == _PAPERS,
    )
    .values(status="done", closed_at=bindparam("moment"))
)
