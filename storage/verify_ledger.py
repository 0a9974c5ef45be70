"""What always holds of events, messages and plans."""

from sqlalchemy import ColumnElement, Table, and_, exists, func, or_, select

from storage.outbox import MOST_ATTEMPTS
from storage.poison import MOST_TRIES
from storage.schema import PLANNED_OPEN, cases, inbox, outbox, planned, quarantine
from storage.schema_windows import loose_statuses
from storage.selection_gate import RESULT
from storage.verify_check import GRACE_MS, Check, Moment, text_sql

MESSAGE = (
    "waiting", "leased", "sent", "delivered", "read", "failed", "unknown", "cancelled",
)  # fmt: skip
PLAN = ("waiting", "leased", "done", "dropped", "superseded")
_LOOSE_MS = 10 * 60_000 + GRACE_MS
_PLANNED_OPEN = text_sql(PLANNED_OPEN)


def ledger_checks(at: Moment) -> list[Check]:
    """Of inbox, outbox, plans, quarantine and statuses."""
    return [*_messages(at), *_plans(at), *_events(at)]


def _messages(at: Moment) -> list[Check]:
    pushed = outbox.c.channel.in_(at.channels)
    leased, waits = outbox.c.status == "leased", outbox.c.status == "waiting"
    return [
        Check("has no known status", outbox, outbox.c.status.not_in(MESSAGE)),
        Check(
            "still waits after its last moment",
            outbox,
            waits & pushed & outbox.c.not_after.between(1, at.late),
        ),
        Check(
            "its lease ran out and nobody attended to it",
            outbox,
            leased & pushed & (outbox.c.leased_until < at.database_late),
        ),
        Check(
            "is leased to nobody", outbox, leased & or_(outbox.c.leased_by == 0, outbox.c.lease < 1)
        ),
        Check(
            "was tried more often than is allowed",
            outbox,
            ~outbox.c.attempts.between(0, MOST_ATTEMPTS),
        ),
        Check(
            "a result that may have gone out more than once",
            outbox,
            (outbox.c.kind == RESULT) & (outbox.c.attempts > 1),
        ),
        Check("is of no case", outbox, _no_case(outbox)),
    ]


def _plans(at: Moment) -> list[Check]:
    waits, leased = planned.c.status == "waiting", planned.c.status == "leased"
    return [
        Check("has no known status", planned, planned.c.status.not_in(PLAN)),
        Check(
            "still waits after its last moment",
            planned,
            and_(_PLANNED_OPEN, waits, planned.c.due_at <= at.late, planned.c.not_after <= at.late),
        ),
        Check(
            "its lease ran out and nobody attended to it",
            planned,
            and_(_PLANNED_OPEN, leased, planned.c.leased_until < at.database_late),
        ),
        Check("was dropped without a reason", planned, _dropped_for_nothing()),
        Check("is of no case", planned, _no_case(planned)),
    ]


def _events(at: Moment) -> list[Check]:
    return [
        Check("is of no case", inbox, _no_case(inbox)),
        Check("has the number of another event", inbox, _twice()),
        Check("has the number of a message", inbox, _also_said()),
        Check("was tried too often", quarantine, ~quarantine.c.tries.between(1, MOST_TRIES)),
        Check(
            "a status that was to be given up",
            loose_statuses,
            loose_statuses.c.at < at.now - _LOOSE_MS,
        ),
    ]


def _no_case(table: Table) -> ColumnElement[bool]:
    return ~exists().where(cases.c.id == table.c.case_id)


def _dropped_for_nothing() -> ColumnElement[bool]:
    return (planned.c.status == "dropped") & (planned.c.reason == "")


def _twice() -> ColumnElement[bool]:
    numbers = select(inbox.c.case_id, inbox.c.seq).where(inbox.c.seq > 0)
    twice = numbers.group_by(inbox.c.case_id, inbox.c.seq).having(func.count() > 1).subquery()
    return exists().where(twice.c.case_id == inbox.c.case_id, twice.c.seq == inbox.c.seq)


def _also_said() -> ColumnElement[bool]:
    same = exists().where(outbox.c.case_id == inbox.c.case_id, outbox.c.seq == inbox.c.seq)
    return (inbox.c.seq > 0) & same
