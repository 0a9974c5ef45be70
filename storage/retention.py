"""Whose time of keeping is over, by the outcome of their case; and what is kept for days only."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.cases import millis
from storage.documents import Inside
from storage.schema import (
    applicants,
    audit,
    cases,
    contact_codes,
    documents,
    quarantine,
    upload_links,
)
from storage.schema_join import join_codes
from storage.schema_selection import candidates, decisions
from storage.schema_staff import staff_links, staff_sessions
from storage.schema_windows import loose_statuses

AT_ONCE = 1_000
LOOKED_BACK = 50_000
RAN = "retention_ran"
TRACES: Mapping[Table, ColumnElement[int]] = {
    quarantine: quarantine.c.at,
    upload_links: upload_links.c.bound_at,
    contact_codes: contact_codes.c.made_at,
    join_codes: join_codes.c.made_at,
    loose_statuses: loose_statuses.c.at,
    staff_links: staff_links.c.expires_at,
    staff_sessions: staff_sessions.c.expires_at,
}
"""What says little and is needed for days only, by the time it counts from."""


class Limits(Struct, frozen=True):
    """For people of `posting` as of `now`. A kind is due where its time (`unfinished`, `sent`,
    `chosen`, `documents`) has come; `declined` and `traces` are ages.
    """

    posting: str
    now: datetime
    due: frozenset[str]
    declined: timedelta
    traces: timedelta


class Retention:
    """What writes raises `DatabaseDownError`."""

    def __init__(self, inside: Inside) -> None:
        self._in = inside

    async def last_run(self) -> datetime | None:
        """When it last ran to its end (UTC); before that, when the first person came."""
        return await self._in.read(_last_run)

    async def over(self, kind: str, limits: Limits) -> tuple[int, ...]:
        """Some people of this kind whose time is over; nobody once all are erased."""
        if kind != "declined" and kind not in limits.due:
            return ()
        return await self._in.read(partial(_over, kind=kind, limits=limits))

    async def let_documents_go(self, limits: Limits) -> int:
        """Everybody's documents, where their time is over; their bytes go with the next sweep."""
        if "documents" not in limits.due:
            return 0
        return await self._in.writer.run(partial(_documents, limits=limits))

    async def let_traces_go(self, limits: Limits) -> int:
        """What is kept for days only."""
        return await self._in.writer.run(partial(_traces, limits=limits))

    async def report(self, counts: Mapping[str, int], now: datetime) -> None:
        """A row of the audit that says how much was erased."""
        told = ", ".join(f"{kind} {count}" for kind, count in counts.items())
        row = {"case_id": 0, "actor": "pandu", "act": RAN, "at": millis(now), "detail": told}
        await self._in.writer.run(lambda c: c.execute(insert(audit), row).rowcount)

    async def reports(self, most: int = 7) -> list[tuple[datetime, dict[str, int]]]:
        """The last nights (UTC), newest first: how much of what was erased."""
        return await self._in.read(partial(_reports, most=most))


def _last_run(connection: Connection) -> datetime | None:
    at = connection.execute(select(func.max(audit.c.at)).where(audit.c.act == RAN)).scalar()
    if at is None:
        at = connection.execute(select(func.min(applicants.c.created_at))).scalar()
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC)


def _reports(connection: Connection, most: int) -> list[tuple[datetime, dict[str, int]]]:
    """Of the newest rows: the audit is long, and each night is one of it."""
    newest = select(func.max(audit.c.id)).scalar_subquery()
    wanted = select(audit.c.at, audit.c.detail).where(
        audit.c.id > newest - LOOKED_BACK, audit.c.act == RAN
    )
    rows = connection.execute(wanted.order_by(audit.c.id.desc()).limit(most))
    return [(datetime.fromtimestamp(row.at / 1000, UTC), _counts(row.detail)) for row in rows]


def _counts(told: str) -> dict[str, int]:
    pairs = (part.rpartition(" ") for part in told.split(", ") if part)
    return {kind: int(count) for kind, _, count in pairs}


def _over(connection: Connection, kind: str, limits: Limits) -> tuple[int, ...]:
    talked = select(cases.c.applicant_id).where(
        cases.c.posting == limits.posting, cases.c.progress != "erased", ~_elsewhere()
    )
    wanted = [talked.where(_is(kind, limits))]
    if kind in {"sent", "chosen"}:
        wanted.append(_never_talked(kind, limits))
    found = (connection.execute(each.limit(AT_ONCE)).scalars() for each in wanted)
    return tuple(dict.fromkeys(person for each in found for person in each))[:AT_ONCE]


def _is(kind: str, limits: Limits) -> ColumnElement[bool]:
    if kind == "declined":
        since = millis(limits.now - limits.declined)
        return and_(cases.c.consented == 0, cases.c.last_seen < since)
    theirs = or_(
        candidates.c.case_id == cases.c.id, candidates.c.applicant_id == cases.c.applicant_id
    )
    chosen = exists().where(theirs, _chosen(candidates.c.id))
    if kind == "chosen":
        return chosen
    sent = cases.c.sent != 0
    return and_(~chosen, sent if kind == "sent" else ~sent)


def _never_talked(kind: str, limits: Limits) -> Select[tuple[int]]:
    """What lists say of candidates, under keys of their own, also where they talk here too."""
    passed = _chosen(candidates.c.id)
    same = and_(
        cases.c.applicant_id == candidates.c.applicant_id, cases.c.posting == limits.posting
    )
    return select(candidates.c.applicant_id).where(
        candidates.c.posting == limits.posting,
        candidates.c.sealed != b"",
        ~exists().where(same),
        passed if kind == "chosen" else ~passed,
    )


def _chosen(candidate: ColumnElement[int]) -> ColumnElement[bool]:
    """Passed every stage that was decided of them."""
    theirs = decisions.c.candidate_id == candidate
    return and_(
        exists().where(theirs, decisions.c.outcome == "pass"),
        ~exists().where(theirs, decisions.c.outcome != "pass"),
    )


def _elsewhere() -> ColumnElement[bool]:
    """Do they still have a case of another posting?"""
    other = cases.alias("other")
    return exists().where(
        other.c.applicant_id == cases.c.applicant_id,
        other.c.id != cases.c.id,
        other.c.progress != "erased",
        other.c.merged_into == 0,
    )


def _documents(connection: Connection, limits: Limits) -> int:
    theirs = select(cases.c.id).where(cases.c.posting == limits.posting)
    gone = update(documents).where(
        documents.c.case_id.in_(theirs), documents.c.state.not_in(("removed", "gone"))
    )
    return connection.execute(gone.values(state="removed", changed_at=millis(limits.now))).rowcount


def _traces(connection: Connection, limits: Limits) -> int:
    before = millis(limits.now - limits.traces)
    return sum(
        connection.execute(delete(table).where(at < before)).rowcount
        for table, at in TRACES.items()
    )
