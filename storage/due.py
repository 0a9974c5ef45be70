"""Planned rows that are due: leased, and settled with the message they lead to in one commit."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from storage.dialects import database_now
from storage.schema import PLANNED_OPEN, planned
from storage.writeset import Row, WriteSet

LEASE_MS = 60_000
_KEY = ("case_id", "occasion", "revision")
_IS_OPEN: ColumnElement[bool] = literal_column(PLANNED_OPEN)


class Due(Struct, frozen=True):
    """A row that is leased to this process. Times are UTC milliseconds."""

    case_id: int
    occasion: str
    revision: int
    due_at: int
    not_after: int


class Taker(Struct, frozen=True):
    """Which process takes rows of which posting, as of Pandu's time `now`."""

    posting: str
    worker: int
    now: int


def drop_late(connection: Connection, taker: Taker) -> int:
    """Drops what was not said in time; returns how much."""
    late = (planned.c.posting == taker.posting, _IS_OPEN, planned.c.due_at <= taker.now,
            planned.c.status == "waiting", planned.c.not_after <= taker.now)  # fmt: skip
    values = {"status": "dropped", "reason": "late", "changed_at": taker.now}
    return connection.execute(update(planned).where(*late).values(**values)).rowcount


def claim(connection: Connection, taker: Taker, most: int) -> list[Due]:
    """Leases due rows, the first of each case, oldest first."""
    wanted = _due(connection, taker).limit(most)
    if connection.dialect.name == "postgresql":
        wanted = wanted.with_for_update(of=planned, skip_locked=True)
    found = [Due(**row) for row in connection.execute(wanted).mappings()]
    until = database_now(connection.dialect.name) + LEASE_MS
    for due in found:
        values = {"status": "leased", "leased_by": taker.worker, "leased_until": until}
        connection.execute(update(planned).where(_is(due)).values(**values))
    return found


def next_due(connection: Connection, posting: str) -> int | None:
    """When the next row is due."""
    waiting = (planned.c.posting == posting, _IS_OPEN, planned.c.status == "waiting",
               planned.c.due_at > 0)  # fmt: skip
    wanted = select(planned.c.due_at).where(*waiting).order_by(planned.c.due_at).limit(1)
    return connection.execute(wanted).scalar()


def drop(connection: Connection, due: Due, taker: Taker, reason: str) -> None:
    """It is not said, and why."""
    values = {"status": "dropped", "reason": reason, "changed_at": taker.now}
    connection.execute(update(planned).where(_mine(due, taker.worker)).values(**values))


def postpone(connection: Connection, due: Due, taker: Taker, to: int) -> None:
    """It waits again, until `to`."""
    values = {"status": "waiting", "due_at": to, "changed_at": taker.now}
    connection.execute(update(planned).where(_mine(due, taker.worker)).values(**values))


def done_row(due: Due, worker: int, at: int) -> Row:
    """What a write-set says of the occasion that it was made for."""
    key = {name: getattr(due, name) for name in _KEY}
    return {**key, "worker": worker, "at": at}


def take(connection: Connection, sets: Iterable[WriteSet]) -> set[int]:
    """Settles the occasions of `sets`; returns the sets whose lease is not theirs any more."""
    lost = set()
    for each in sets:
        if each.planned and not _settle(connection, each.planned):
            lost.add(id(each))
    return lost


def give_back(connection: Connection, sets: Iterable[WriteSet]) -> None:
    """Leases again the occasions of sets that were dropped after all."""
    for row in (each.planned for each in sets if each.planned):
        mine = (_key_of(row), planned.c.status == "done")
        connection.execute(update(planned).where(*mine).values(status="leased"))


def counts(connection: Connection, posting: str) -> Sequence[tuple[str, int, str, str, int]]:
    """Occasion, revision, status, reason, and how many, of everything planned for a posting."""
    columns = (planned.c.occasion, planned.c.revision, planned.c.status, planned.c.reason)
    wanted = select(*columns, func.count()).where(planned.c.posting == posting).group_by(*columns)
    return [tuple(row) for row in connection.execute(wanted)]


def of_case(connection: Connection, case_id: int) -> list[Row]:
    """Every row of one case, in order."""
    wanted = select(planned).where(planned.c.case_id == case_id).order_by(planned.c.due_at)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _settle(connection: Connection, row: Row) -> bool:
    mine = (_key_of(row), planned.c.status == "leased", planned.c.leased_by == row["worker"])
    values = {"status": "done", "changed_at": row["at"]}
    return connection.execute(update(planned).where(*mine).values(**values)).rowcount == 1


def _due(connection: Connection, taker: Taker) -> Select[int, str, int, int, int]:
    earlier = planned.alias("earlier")
    stands_before = exists().where(
        earlier.c.case_id == planned.c.case_id,
        earlier.c.status.in_(("waiting", "leased")),
        earlier.c.due_at < planned.c.due_at,
    )
    free = or_(
        planned.c.status == "waiting",
        planned.c.leased_until < database_now(connection.dialect.name),
    )
    columns = (planned.c.case_id, planned.c.occasion, planned.c.revision)
    return (
        select(*columns, planned.c.due_at, planned.c.not_after)
        .where(
            planned.c.posting == taker.posting,
            _IS_OPEN,
            planned.c.due_at <= taker.now,
            free,
            ~stands_before,
        )
        .order_by(planned.c.due_at)
    )


def _mine(due: Due, worker: int) -> ColumnElement[bool]:
    return and_(_is(due), planned.c.status == "leased", planned.c.leased_by == worker)


def _is(due: Due) -> ColumnElement[bool]:
    return _key_of({name: getattr(due, name) for name in _KEY})


def _key_of(row: Row) -> ColumnElement[bool]:
    return and_(*(planned.c[name] == row[name] for name in _KEY))
