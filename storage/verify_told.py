"""What always holds of announcements and results: sums, and that only passers were told."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from storage.outbox import BULK
from storage.schema import outbox
from storage.schema_selection import (
    decisions,
    publication_recipients,
    publications,
    result_messages,
)
from storage.schema_staff import broadcast_recipients, broadcasts
from storage.selection_gate import RESULT
from storage.verify_check import Check, Moment

FROZEN = ("approved", "scheduled", "going", "paused", "done", "stopped")
RECIPIENT = ("waiting", "handed", "skipped")


def told_checks(at: Moment) -> list[Check]:
    """Of announcements and results."""
    return [*_broadcasts(at), *_results()]


def _broadcasts(at: Moment) -> list[Check]:
    mine = broadcast_recipients.c.broadcast_id == broadcasts.c.id
    waits = exists().where(mine, broadcast_recipients.c.status == "waiting")
    done = broadcasts.c.status == "done"
    going = broadcasts.c.status.in_(("scheduled", "going"))
    return [
        Check(
            "goes on past its last moment",
            broadcasts,
            going & broadcasts.c.not_after.between(1, at.late),
        ),
        Check("is done, and somebody still waits", broadcasts, done & waits),
        Check("the audience is not what was frozen", broadcasts, _other_audience()),
        Check(
            "went out with the approval of one person",
            broadcasts,
            broadcasts.c.status.in_(FROZEN)
            & or_(
                broadcasts.c.approver_id.is_(None),
                broadcasts.c.approver_id == broadcasts.c.author_id,
            ),
        ),
        Check(
            "has no known status",
            broadcast_recipients,
            broadcast_recipients.c.status.not_in(RECIPIENT),
        ),
        Check("was handed over, and no message is there", broadcast_recipients, _no_message()),
    ]  # fmt: skip


def _other_audience() -> ColumnElement[bool]:
    """Held against those who were reached when it was approved."""
    reached = select(func.count()).where(
        broadcast_recipients.c.broadcast_id == broadcasts.c.id,
        broadcast_recipients.c.address_id != 0,
    )
    frozen = broadcasts.c.status.in_(("approved", "scheduled"))
    return frozen & (reached.scalar_subquery() != broadcasts.c.audience)


def _no_message() -> ColumnElement[bool]:
    message = exists().where(
        outbox.c.case_id == broadcast_recipients.c.case_id,
        outbox.c.seq == broadcast_recipients.c.seq,
        outbox.c.kind == BULK,
    )
    return (broadcast_recipients.c.status == "handed") & ~message


def _results() -> list[Check]:
    noted = exists().where(
        result_messages.c.case_id == outbox.c.case_id, result_messages.c.seq == outbox.c.seq
    )
    message = exists().where(
        outbox.c.case_id == result_messages.c.case_id, outbox.c.seq == result_messages.c.seq
    )
    arrived = outbox.c.status.in_(("leased", "sent", "delivered", "read", "unknown"))
    return [
        Check("somebody was told who did not pass", publication_recipients, _told_wrongly()),
        Check(
            "a result went out that stands on no list",
            outbox,
            (outbox.c.kind == RESULT) & arrived & ~noted,
        ),
        Check("stands for a message that is not there", result_messages, ~message),
        Check("was told before it was published", publication_recipients, _told_early()),
    ]


def _told_wrongly() -> ColumnElement[bool]:
    """Told of a stage that they, or one before it, did not pass; what was decided anew after they
    were told is no fault of the telling.
    """
    list_ = publications.alias("list")
    own = decisions.c.candidate_id == publication_recipients.c.candidate_id
    passed = exists().where(own, decisions.c.stage == list_.c.stage, decisions.c.outcome == "pass")
    out = exists().where(own, decisions.c.stage <= list_.c.stage, decisions.c.outcome != "pass")
    wrong = exists().where(list_.c.id == publication_recipients.c.publication_id, or_(~passed, out))
    anew = exists().where(own, decisions.c.at > publication_recipients.c.told_at)
    return and_(publication_recipients.c.told_at > 0, wrong, ~anew)


def _told_early() -> ColumnElement[bool]:
    published = exists().where(
        publications.c.id == publication_recipients.c.publication_id,
        publications.c.state == "published",
        publications.c.approver_id.is_not(None),
    )
    return (publication_recipients.c.told_at > 0) & ~published
