"""What is planned to be said: each row once for (case, occasion, revision of the dates).

`waiting` -> `leased` -> `done`, `dropped(reason)`, or back to `waiting`; `superseded` where the
dates moved. Everything here is repeated without harm, by any number of processes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    cast,
    exists,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.sql.dml import Insert

from storage.dialects import insert_into
from storage.schema import PLANNED_OPEN, UNPLANNED, amendments, cases, planned

LOCK = 7_263_846
NEWS = "amended:"
"""Occasions of which nobody knows by having been here."""
_COLUMNS = [column.name for column in planned.c]


class Planned(Struct, frozen=True):
    """An occasion with its times for one zone, UTC milliseconds."""

    occasion: str
    due_at: int
    not_after: int


class Plan(Struct, frozen=True):
    """What is planned for the cases of a posting, as of revision `revision` of its dates, which
    holds from `since` on. `zones` has what is planned for the cases of each zone.
    """

    posting: str
    revision: int
    since: int
    zones: Mapping[str, Sequence[Planned]]
    after: int = -1


def zones_unplanned(connection: Connection, posting: str) -> list[str]:
    """Time zones of those for whom nothing is planned yet."""
    wanted = select(cases.c.zone).where(_unplanned(posting)).distinct()
    return list(connection.execute(wanted).scalars())


def plan(connection: Connection, work: Plan, now: int, most: int) -> tuple[int, int]:
    """Plans for at most `most` cases above `work.after`; returns for how many, and the last one.

    Nobody also while another process plans, or where the dates moved since.
    """
    if not _alone(connection) or _moved(connection, work):
        return 0, work.after
    wanted = select(cases.c.id).where(
        _unplanned(work.posting), cases.c.zone.in_(work.zones), cases.c.id > work.after
    )
    ids = connection.execute(wanted.order_by(cases.c.id).limit(most)).scalars().all()
    if ids:
        some = cases.c.id.between(ids[0], ids[-1])
        again = _is_known(connection, work.revision, ids[0], ids[-1])
        for zone, rows in work.zones.items():
            which = and_(_unplanned(work.posting, zone), some)
            to_come = [each for each in rows if each.due_at >= work.since and each.not_after > now]
            if to_come:
                chosen = _chosen(work, to_come, which, now)
                connection.execute(_upsert(connection, chosen) if again else _insert(chosen))
            connection.execute(update(cases).where(which).values(planned=1))
    return len(ids), ids[-1] if ids else work.after


def _is_known(connection: Connection, revision: int, first: int, last: int) -> bool:
    """Was anything planned for one of these before? Else nothing can be in the way."""
    rows = (planned.c.case_id.between(first, last), planned.c.revision == revision)
    return bool(connection.execute(select(exists().where(*rows))).scalar())


def _chosen(
    work: Plan, rows: Sequence[Planned], which: ColumnElement[bool], now: int
) -> Select[Any]:
    """A row for each of these cases and everything that is due after they were here last; news
    also where they were here meanwhile.
    """
    said = union_all(*(_as_select(row) for row in rows)).subquery("said")
    unheard = and_(said.c.occasion.startswith(NEWS), said.c.due_at > cases.c.created_at)
    zero, at = literal(0, BigInteger), literal(now, BigInteger)
    return (
        select(
            cases.c.id, said.c.occasion, literal(work.revision, Integer), cases.c.posting,
            said.c.due_at, said.c.not_after, literal("waiting", String(12)),
            literal("", String(32)), zero, zero, at, at,
        )
        .select_from(cases.join(said, or_(said.c.due_at > cases.c.last_seen, unheard)))
        .where(which)
    )  # fmt: skip


def _insert(chosen: Select[Any]) -> Insert:
    return insert(planned).from_select(_COLUMNS, chosen)


def _upsert(connection: Connection, chosen: Select[Any]) -> Insert:
    """What waits gets its new times; the rest stays as it is."""
    into = insert_into(planned, connection.dialect.name).from_select(_COLUMNS, chosen)
    changed = {name: into.excluded[name] for name in ("due_at", "not_after", "changed_at")}
    found: Insert = into.on_conflict_do_update(
        index_elements=["case_id", "occasion", "revision"],
        set_=changed,
        where=and_(planned.c.status == "waiting", planned.c.due_at != into.excluded.due_at),
    )
    return found


def _as_select(row: Planned) -> Select[str, int, int]:
    return select(
        literal(row.occasion, String(48)).label("occasion"),
        cast(literal(row.due_at), BigInteger).label("due_at"),
        cast(literal(row.not_after), BigInteger).label("not_after"),
    )


def replan(connection: Connection, posting: str, revision: int, at: int) -> int:
    """The dates moved: what was planned for earlier revisions than `revision` is superseded, and
    everybody is planned for anew. Joins the transaction that stores the amendment; returns how
    many rows were superseded.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    stale = (planned.c.posting == posting, planned.c.revision < revision, text(PLANNED_OPEN))
    changed = {"status": "superseded", "changed_at": at}
    found = connection.execute(update(planned).where(*stale).values(**changed))
    connection.execute(update(cases).where(cases.c.posting == posting).values(planned=0))
    return found.rowcount


def _unplanned(posting: str, zone: str | None = None) -> ColumnElement[bool]:
    """In the words of `ix_cases_unplanned`."""
    which = and_(cases.c.posting == posting, literal_column(UNPLANNED))
    return which if zone is None else and_(which, cases.c.zone == zone)


def _alone(connection: Connection) -> bool:
    """Is no other process planning now?"""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(text(f"SELECT pg_try_advisory_xact_lock({LOCK})")).scalar())


def _moved(connection: Connection, work: Plan) -> bool:
    """Does the database know of newer dates than this process?"""
    newer = (amendments.c.posting == work.posting, amendments.c.kind.in_(("date", "rule")),
             amendments.c.revision > work.revision)  # fmt: skip
    return bool(connection.execute(select(exists().where(*newer))).scalar())
