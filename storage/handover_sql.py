"""The statements by which staff list what is open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, insert, select, update

from storage.handover_rows import ANSWERED, FRAUD, STAFF, UNTOLD, WAITS
from storage.planning import time_of
from storage.schema import audit, cases
from storage.schema_staff import handovers, staff
from storage.staff import Member

Kind = Literal["staff", "fraud"]
MOST_LISTED = 500
_of = cases.alias("of")
_IS_OPEN = handovers.c.closed_at.is_(None)
_COLUMNS = (
    handovers,
    staff.c.name.label("staff"),
    cases.c.language,
    cases.c.progress,
    cases.c.verdict,
    cases.c.blocked,
    cases.c.version,
)


class Handover(Struct, frozen=True):
    """One talk with staff, or one report (`kind`). Times are UTC. `staff` is the name of who has
    it, `waits` whether somebody waits for an answer, `noted` whether a report has words, `blocked`
    whether staff shut the case out. `reason` is how it ended; `language`, `progress`, `verdict`
    and `version` are the case's: the last grows with everything that is said.
    """

    id: int
    case_id: int
    kind: Kind
    opened_at: datetime
    staff_id: int = 0
    staff: str = ""
    taken_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    returns_at: datetime | None = None
    waits: bool = True
    reason: str = ""
    noted: bool = False
    language: str = ""
    progress: str = ""
    verdict: str = ""
    blocked: bool = False
    version: int = 0
    sealed_note: bytes | None = None


class Untold(Struct, frozen=True):
    """What staff have not been told of, by the number of its row."""

    id: int
    kind: Kind


def open_of(connection: Connection, posting: str) -> list[Handover]:
    """Who waits first, and of these who came first."""
    order = (handovers.c.waiting == ANSWERED, handovers.c.opened_at)
    wanted = _wanted(_IS_OPEN, _is_of(posting)).order_by(*order).limit(MOST_LISTED)
    return _all(connection, wanted)


def by_id(connection: Connection, number: int) -> Handover | None:
    return next(iter(_all(connection, _wanted(handovers.c.id == number))), None)


def of_case(connection: Connection, case_id: int) -> Handover | None:
    """The talk of a case that is open, else its last."""
    mine = _wanted(handovers.c.case_id == case_id, handovers.c.kind == STAFF)
    wanted = mine.order_by(handovers.c.closed_at.is_not(None), handovers.c.opened_at.desc())
    return next(iter(_all(connection, wanted.limit(1))), None)


def overdue(connection: Connection, which: tuple[str, int]) -> list[int]:
    """Cases of a posting for which the wait is over at that time (ms)."""
    posting, now = which
    late = (_IS_OPEN, handovers.c.kind == STAFF, handovers.c.returns_at <= now)
    wanted = select(handovers.c.case_id).where(*late, _is_of(posting))
    found = connection.execute(wanted.limit(MOST_LISTED))
    return list(found.scalars())


def untold(connection: Connection, posting: str) -> list[int]:
    """Numbers of what staff have not been told of."""
    new = (_IS_OPEN, handovers.c.waiting == UNTOLD, _is_of(posting))
    wanted = select(handovers.c.id).where(*new)
    return list(connection.execute(wanted.limit(MOST_LISTED)).scalars())


def tell(connection: Connection, numbers: Sequence[int]) -> list[Untold]:
    """Marks them as told; those that nobody else told of meanwhile."""
    mine = (handovers.c.id.in_(numbers), handovers.c.waiting == UNTOLD)
    told = update(handovers).where(*mine).values(waiting=WAITS)
    rows = connection.execute(told.returning(handovers.c.id, handovers.c.kind))
    return [Untold(row.id, row.kind) for row in rows]


def lapse(connection: Connection, case_id: int, now: int) -> None:
    """Ends rows of a case that nobody waits at any more, as far as they are overdue."""
    mine = (handovers.c.case_id == case_id, _IS_OPEN, handovers.c.returns_at <= now)
    done = {"closed_at": now, "reason": "gone", "returns_at": None, "waiting": ANSWERED}
    connection.execute(update(handovers).where(*mine).values(**done))


def close_report(connection: Connection, number: int, who: Member, at: int) -> bool:
    """A report is dealt with, which the audit notes; False where it was already."""
    mine = (handovers.c.id == number, handovers.c.kind == FRAUD, _IS_OPEN)
    done = {"closed_at": at, "staff_id": who.id, "reason": "staff", "waiting": ANSWERED}
    changed = update(handovers).where(*mine).values(**done).returning(handovers.c.case_id)
    case_id = connection.execute(changed).scalar()
    if case_id is None:
        return False
    row = {"case_id": case_id, "actor": who.actor, "act": "report_closed", "at": at}
    connection.execute(insert(audit), row)
    return True


def _is_of(posting: str) -> ColumnElement[bool]:
    """Asked for each open row, which are few: a planner that began with the cases would read all
    of them.
    """
    mine = select(_of.c.posting).where(_of.c.id == handovers.c.case_id)
    return mine.correlate(handovers).scalar_subquery() == posting


def _wanted(*which: ColumnElement[bool]) -> Select[Any]:
    rows = handovers.outerjoin(cases, cases.c.id == handovers.c.case_id)
    rows = rows.outerjoin(staff, staff.c.id == handovers.c.staff_id)
    return select(*_COLUMNS).select_from(rows).where(*which)


def _all(connection: Connection, wanted: Select[Any]) -> list[Handover]:
    return [_handover(row) for row in connection.execute(wanted).mappings()]


def _handover(row: RowMapping) -> Handover:
    return Handover(
        row["id"],
        row["case_id"],
        row["kind"],
        time_of(row["opened_at"]),
        row["staff_id"] or 0,
        row["staff"] or "",
        taken_at=_time(row["taken_at"]),
        answered_at=_time(row["answered_at"]),
        closed_at=_time(row["closed_at"]),
        returns_at=_time(row["returns_at"]),
        waits=row["waiting"] != ANSWERED,
        reason=row["reason"],
        noted=row["sealed_note"] is not None,
        language=row["language"],
        progress=row["progress"],
        verdict=row["verdict"],
        blocked=bool(row["blocked"]),
        version=row["version"],
        sealed_note=row["sealed_note"],
    )


def _time(ms: int | None) -> datetime | None:
    return None if ms is None else time_of(ms)
