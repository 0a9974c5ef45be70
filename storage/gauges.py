"""How long what is open has been waiting, by the indexes of what is open: nothing is read whole.

Blocking. Ages are seconds by Pandu's clock.
"""

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, func, select

from storage.outbox import is_open
from storage.poison import MOST_TRIES
from storage.schema import (
    AMISS,
    OPEN_DOCUMENTS,
    PLANNED_OPEN,
    audit,
    documents,
    outbox,
    planned,
    quarantine,
)
from storage.schema_rights import audit_chain, rights_requests
from storage.schema_staff import HANDOVER_OPEN, handovers
from storage.verify_check import text_sql

LATE_MS = 5 * 60_000
"""After so long something that is due was not merely waiting for its turn."""


class Gauge(Struct, frozen=True):
    """One figure; `labels` have names of the program alone."""

    name: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()


def gauges(connection: Connection, now: int) -> list[Gauge]:
    """As of Pandu's time `now` (ms)."""
    return [
        *_messages(connection, now),
        *_amiss(connection),
        Gauge("pandu_planned_not_started", not_started(connection, now)),
        *_documents(connection, now),
        *_rest(connection, now),
    ]


def not_started(connection: Connection, now: int) -> int:
    """Occasions that are due for minutes, can still be said, and nobody took up."""
    late = (
        text_sql(PLANNED_OPEN),
        planned.c.status == "waiting",
        planned.c.due_at.between(1, now - LATE_MS),
        planned.c.not_after > now,
    )
    return connection.execute(select(func.count()).select_from(planned).where(*late)).scalar_one()


def _messages(connection: Connection, now: int) -> Iterator[Gauge]:
    columns = (outbox.c.channel, outbox.c.status, outbox.c.kind)
    wanted = select(*columns, func.count(), func.min(outbox.c.created_at)).where(is_open())
    for channel, status, kind, count, oldest in connection.execute(wanted.group_by(*columns)):
        labels = (("channel", channel), ("status", status), ("kind", kind))
        yield Gauge("pandu_messages_open", count, labels)
        yield Gauge("pandu_messages_oldest_seconds", _age(now, oldest), labels)


def _amiss(connection: Connection) -> Iterator[Gauge]:
    columns = (outbox.c.channel, outbox.c.status)
    wanted = select(*columns, func.count()).where(text_sql(AMISS)).group_by(*columns)
    for channel, status, count in connection.execute(wanted):
        yield Gauge("pandu_messages_amiss", count, (("channel", channel), ("status", status)))


def _documents(connection: Connection, now: int) -> Iterator[Gauge]:
    columns = (documents.c.state,)
    wanted = select(*columns, func.count(), func.min(documents.c.changed_at))
    for state, count, oldest in connection.execute(
        wanted.where(text_sql(OPEN_DOCUMENTS)).group_by(*columns)
    ):
        labels = (("state", state),)
        yield Gauge("pandu_documents_open", count, labels)
        yield Gauge("pandu_documents_oldest_seconds", _age(now, oldest), labels)


def _rest(connection: Connection, now: int) -> Iterator[Gauge]:
    set_aside = select(func.count()).where(quarantine.c.tries >= MOST_TRIES)
    yield Gauge("pandu_quarantine", connection.execute(set_aside).scalar_one())
    sealed = select(func.coalesce(func.max(audit_chain.c.audit_id), 0)).scalar_subquery()
    unsealed = select(func.min(audit.c.at)).where(audit.c.id > sealed)
    yield Gauge("pandu_audit_unsealed_seconds", _age(now, connection.execute(unsealed).scalar()))
    open_ = select(func.min(rights_requests.c.due_at)).where(rights_requests.c.status == "open")
    due = connection.execute(open_).scalar()
    yield Gauge("pandu_wish_overdue_seconds", _age(now, due))
    waits = (text_sql(HANDOVER_OPEN), handovers.c.taken_at.is_(None))
    asked = select(func.min(handovers.c.opened_at)).where(*waits)
    yield Gauge("pandu_talk_waits_seconds", _age(now, connection.execute(asked).scalar()))


def _age(now: int, since: int | None) -> float:
    return max(0, now - since) / 1000 if since else 0.0
