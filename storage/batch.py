"""Applies many write-sets in one transaction; a repeat or an outdated version drops only its own.

The same statements on SQLite and PostgreSQL: an insert that does nothing on a known event, and an
upsert that does nothing on another version, each telling what it did.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete

from storage import recipients, selection_messages
from storage.dialects import database_now
from storage.document_rows import apply_changes
from storage.due import give_back, take
from storage.handover_rows import apply_handovers
from storage.outbox import LEASE_MS
from storage.reaching import apply_reach
from storage.schema import addresses, applicants, audit, cases, inbox, outbox
from storage.statements import ManyRows
from storage.writeset import Result, WriteSet

_KEPT = {"id", "applicant_id", "posting", "created_at", "last_seen", "planned", "merged_into"}
_CHANGED = ", ".join(f"{c.name} = excluded.{c.name}" for c in cases.c if c.name not in _KEPT)
# Turns that Pandu begins by itself see nobody.
_SEEN = (
    "last_seen = CASE excluded.last_seen WHEN 0 THEN cases.last_seen ELSE excluded.last_seen END"
)
# Another zone has other quiet hours: what was planned is planned again.
_PLANNED = "planned = CASE WHEN cases.zone = excluded.zone THEN cases.planned ELSE 0 END"
_NEWER = (
    f"ON CONFLICT (id) DO UPDATE SET {_CHANGED}, {_SEEN}, {_PLANNED}"
    " WHERE cases.version = excluded.version - 1 RETURNING id"
)


class Statements:
    """The statements of one kind of database."""

    def __init__(self, dialect: str) -> None:
        self.applicants = ManyRows(applicants)
        self.addresses = ManyRows(
            addresses, "ON CONFLICT (lookup) DO NOTHING RETURNING applicant_id"
        )
        self.inbox = ManyRows(inbox, "ON CONFLICT (event) DO NOTHING RETURNING event")
        self.cases = ManyRows(cases, _NEWER)
        lease = f"{database_now(dialect)} + {LEASE_MS}"
        self.outbox = ManyRows(outbox, made={"leased_until": lease})
        self.audit = ManyRows(audit)


def apply(connection: Connection, sets: Sequence[WriteSet], statements: Statements) -> list[Result]:
    """One result for each set, in order. The caller commits."""
    strangers = _newcomers(connection, sets, statements)
    repeats = _events(connection, [each for each in sets if id(each) not in strangers], statements)
    repeats |= take(connection, sets) | recipients.take(connection, sets)
    repeats |= selection_messages.take(connection, sets)
    _nobody(connection, [each for each in sets if each.newcomer and id(each) in repeats])
    left = [each for each in sets if id(each) not in strangers | repeats]
    outdated = _cases(connection, left, statements) | strangers
    dropped = [each for each in left if id(each) in outdated]
    give_back(connection, dropped)
    recipients.give_back(connection, dropped)
    selection_messages.give_back(connection, dropped)
    kept = [each for each in left if id(each) not in outdated]
    if rows := [row for each in kept for row in each.outbox]:
        statements.outbox.run(connection, rows)
    if rows := [row for each in kept for row in each.audit]:
        statements.audit.run(connection, rows)
    if rows := [row for each in kept for row in each.documents]:
        apply_changes(connection, rows)
    if rows := [row for each in kept for row in each.reach]:
        apply_reach(connection, rows)
    if rows := [row for each in kept for row in each.for_staff]:
        apply_handovers(connection, rows)
    return [
        "repeat" if id(each) in repeats else "outdated" if id(each) in outdated else "done"
        for each in sets
    ]


def _newcomers(
    connection: Connection, sets: Sequence[WriteSet], statements: Statements
) -> set[int]:
    """Stores new people; returns the sets whose address somebody else stored first."""
    new = [(each, each.newcomer) for each in sets if each.newcomer]
    if not new:
        return set()
    statements.applicants.run(connection, [person.applicant for _, person in new])
    rows = [person.address for _, person in new]
    stored = set(statements.addresses.run(connection, rows))
    late = [(each, p.applicant["id"]) for each, p in new if p.applicant["id"] not in stored]
    if late:
        gone = applicants.c.id.in_([applicant_id for _, applicant_id in late])
        connection.execute(delete(applicants).where(gone))
    return {id(each) for each, _ in late}


def _nobody(connection: Connection, sets: Sequence[WriteSet]) -> None:
    """Takes back people whose first event is a repeat: those of that event were erased."""
    people = [each.newcomer.applicant["id"] for each in sets if each.newcomer]
    if people:
        connection.execute(delete(addresses).where(addresses.c.applicant_id.in_(people)))
        connection.execute(delete(applicants).where(applicants.c.id.in_(people)))


def _events(connection: Connection, sets: Sequence[WriteSet], statements: Statements) -> set[int]:
    """Stores events; returns the sets whose event is already known."""
    rows = [each.inbox for each in sets if each.inbox]
    if not rows:
        return set()
    stored = {bytes(event) for event in statements.inbox.run(connection, rows)}
    return {id(each) for each in sets if each.inbox and each.inbox["event"] not in stored}


def _cases(connection: Connection, sets: Sequence[WriteSet], statements: Statements) -> set[int]:
    """Stores cases; returns the sets that saw an older version, their events taken back."""
    if not sets:
        return set()
    stored = set(statements.cases.run(connection, [each.case for each in sets]))
    late = [each for each in sets if each.case["id"] not in stored]
    if events := [each.inbox["event"] for each in late if each.inbox]:
        connection.execute(delete(inbox).where(inbox.c.event.in_(events)))
    return {id(each) for each in late}
