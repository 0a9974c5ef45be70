"""What a channel tells afterwards of a message: it arrived, it was read, it failed.

Told in any order and more than once, and it only ever moves a message forward. It also settles
what nobody knew: a message whose outcome was lost is known by the mark that went along with it.
"""

from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    literal_column,
    select,
    update,
)

from storage.delivery import Delivery
from storage.dialects import insert_into
from storage.schema import addresses, cases, outbox
from storage.schema_windows import loose_statuses
from storage.writeset import Row

Status = Literal["sent", "delivered", "read", "failed"]
Went = Literal["changed", "old", "loose"]
_UNSURE = ("waiting", "leased", "unknown")
_BEFORE: dict[str, tuple[str, ...]] = {
    "sent": _UNSURE,
    "delivered": (*_UNSURE, "sent"),
    "read": (*_UNSURE, "sent", "delivered"),
    "failed": (*_UNSURE, "sent"),
}
MOST_LOOSE = 1_000


class Mark(Struct, frozen=True):
    """The number of a message."""

    case_id: int
    seq: int


class Told(Struct, frozen=True):
    """`message` is a keyed hash of the channel's own id, as the ledger holds it; `mark` is None
    where none came along. `at` is when the channel says it happened (UTC ms), `noted` Pandu's time.
    """

    mark: Mark | None
    message: bytes
    status: Status
    reason: str
    at: int
    noted: int


class Meant(Struct, frozen=True):
    """A message that something was told of, and of which kind it is."""

    kind: str
    delivery: Delivery


def tell(connection: Connection, channel: str, told: Told) -> Went:
    """`loose`: it fits no message yet, and is kept."""
    which = _which(channel, told)
    row = connection.execute(select(outbox.c.status).where(which).limit(1)).first()
    if row is None:
        _keep(connection, told)
        return "loose"
    moved = which & outbox.c.status.in_(_BEFORE[told.status]) & (outbox.c.attempts > 0)
    values = {"status": told.status, "sent_id": told.message.hex(), "changed_at": told.noted}
    values |= {"reason": told.reason} if told.reason else {}
    changed = connection.execute(update(outbox).where(moved).values(**values))
    return "changed" if changed.rowcount else "old"


def _which(channel: str, told: Told) -> ColumnElement[bool]:
    if told.mark:
        number = (outbox.c.case_id == told.mark.case_id, outbox.c.seq == told.mark.seq)
        return and_(*number, outbox.c.channel == channel)
    # in the words of the index, so that a database sees that it serves
    own = and_(
        literal_column("channel = 'whatsapp' AND sent_id <> ''"), outbox.c.channel == channel
    )
    return own & (outbox.c.sent_id == told.message.hex())


def _keep(connection: Connection, told: Told) -> None:
    row = {"message": told.message, "status": told.status, "reason": told.reason, "at": told.noted}
    new = insert_into(loose_statuses, connection.dialect.name)
    connection.execute(new.on_conflict_do_nothing(), row)


def settle_loose(connection: Connection, channel: str) -> None:
    """What fits a message by now, oldest first."""
    rows = connection.execute(
        select(loose_statuses).order_by(loose_statuses.c.at).limit(MOST_LOOSE)
    ).all()
    for row in rows:
        told = Told(None, bytes(row.message), row.status, row.reason, row.at, row.at)
        if tell(connection, channel, told) != "loose":
            connection.execute(delete(loose_statuses).where(_is(row)))


def _is(row: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a row of the database
    return and_(loose_statuses.c.message == row.message, loose_statuses.c.status == row.status)


def drop_loose(connection: Connection, before: int) -> int:
    """Gives up what is older; returns how many."""
    return connection.execute(delete(loose_statuses).where(loose_statuses.c.at < before)).rowcount


_OF_MARK = (
    select(
        outbox.c.case_id, outbox.c.seq, outbox.c.lease, outbox.c.replaces, outbox.c.body,
        outbox.c.kind, outbox.c.not_after, addresses.c.id.label("address_id"),
        addresses.c.applicant_id, addresses.c.sealed_id, addresses.c.person, cases.c.posting,
        cases.c.language,
    )
    .join(addresses, addresses.c.id == outbox.c.address_id)
    .join(cases, cases.c.id == outbox.c.case_id)
    .where(
        outbox.c.case_id == bindparam("of_case"),
        outbox.c.seq == bindparam("of_seq"),
        outbox.c.channel == bindparam("of_channel"),
    )
)  # fmt: skip


def of_mark(connection: Connection, key: tuple[str, Mark]) -> Row | None:
    channel, mark = key
    which = {"of_case": mark.case_id, "of_seq": mark.seq, "of_channel": channel}
    row = connection.execute(_OF_MARK, which).mappings().first()
    return None if row is None else dict(row)
