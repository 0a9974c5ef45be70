"""Who an announcement is for, each once: frozen at its approval, handed to the outbox in batches.

A row is `waiting`, then `handed` (what became of it says its row of the outbox) or `skipped`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, Join, and_, case, delete, func, select, update

from conversations.broadcast.frozen import Content, frozen
from storage.schema import outbox
from storage.schema_staff import broadcast_recipients as recipients
from storage.schema_staff import broadcasts
from storage.segments import Reached
from storage.statements import ManyRows
from storage.writeset import Row, WriteSet

Count = tuple[str, str, str, str, int, int]
"""Of the recipient, of the message, why, channel, how many, and in doubt."""
_NEWER = (
    "ON CONFLICT (broadcast_id, case_id) DO UPDATE SET status = excluded.status,"
    " seq = excluded.seq, changed_at = excluded.changed_at"
    " WHERE broadcast_recipients.status = 'waiting' RETURNING case_id"
)


@cache
def _new(_dialect: str) -> ManyRows:
    return ManyRows(recipients, "ON CONFLICT (broadcast_id, case_id) DO NOTHING")


@cache
def _handed(_dialect: str) -> ManyRows:
    return ManyRows(recipients, _NEWER)


def locked(connection: Connection, ids: Iterable[int], *, shared: bool = False) -> dict[int, str]:
    """The status of each of these broadcasts, which stays so until this transaction ends."""
    wanted = select(broadcasts.c.id, broadcasts.c.status).where(broadcasts.c.id.in_(ids))
    if connection.dialect.name == "postgresql":
        wanted = wanted.with_for_update(read=shared)
    return {row.id: row.status for row in connection.execute(wanted)}


def clear(connection: Connection, broadcast_id: int) -> None:
    """Of a draft nobody is a recipient."""
    if locked(connection, [broadcast_id]).get(broadcast_id) in {"draft", "approved"}:
        gone = recipients.c.broadcast_id == broadcast_id
        connection.execute(delete(recipients).where(gone))


def add(connection: Connection, broadcast_id: int, some: Sequence[Reached], at: int) -> None:
    """Adds those who are not there yet; nothing where it is no draft any more."""
    if locked(connection, [broadcast_id]).get(broadcast_id) != "draft":
        return
    rows = [_row(broadcast_id, each, at) for each in some if each.reason != "channel"]
    if rows:
        _new(connection.dialect.name).run(connection, rows)


def sealed(connection: Connection, broadcast_id: int, content: Content) -> tuple[bytes, int]:
    """The hash over the content and everybody it is for, and how many of them are reached."""
    wanted = select(recipients.c.case_id, recipients.c.address_id).where(
        recipients.c.broadcast_id == broadcast_id
    )
    rows = [(row[0], row[1]) for row in connection.execute(wanted.order_by(recipients.c.case_id))]
    return frozen(content, rows), sum(1 for _, address in rows if address)


def take(connection: Connection, sets: Sequence[WriteSet]) -> set[int]:
    """Hands over the recipients of `sets`; returns the sets whose turn it is not: handed already,
    or the broadcast does not go out now.
    """
    ours = [(each, each.recipient) for each in sets if each.recipient]
    if not ours:
        return set()
    ids = {row["broadcast_id"] for _, row in ours}
    status = locked(connection, ids, shared=True)
    lost = {id(each) for each, row in ours if status.get(row["broadcast_id"]) != "going"}
    for number in (number for number in ids if status.get(number) == "going"):
        mine = [(each, row) for each, row in ours if row["broadcast_id"] == number]
        many = _handed(connection.dialect.name)
        got = set(many.run(connection, [row for _, row in mine]))
        lost |= {id(each) for each, row in mine if row["case_id"] not in got}
    return lost


def give_back(connection: Connection, sets: Iterable[WriteSet]) -> None:
    """The recipients of sets that were dropped after all wait again."""
    for row in (each.recipient for each in sets if each.recipient):
        mine = (recipients.c.broadcast_id == row["broadcast_id"],
                recipients.c.case_id == row["case_id"])  # fmt: skip
        connection.execute(update(recipients).where(*mine).values(status="waiting", seq=0))


def handed(broadcast_id: int, case_id: int, seq: int, at: int) -> Row:
    """What a write-set says of the recipient that it was made for."""
    return _row(broadcast_id, Reached(case_id), at) | {"status": "handed", "seq": seq, "reason": ""}


def skip(connection: Connection, broadcast_id: int, reasons: Mapping[int, str], at: int) -> None:
    """These cases get nothing, and why."""
    for case_id, reason in reasons.items():
        mine = (recipients.c.broadcast_id == broadcast_id, recipients.c.case_id == case_id,
                recipients.c.status == "waiting")  # fmt: skip
        values = {"status": "skipped", "reason": reason, "changed_at": at}
        connection.execute(update(recipients).where(*mine).values(values))


def skip_rest(connection: Connection, broadcast_id: int, reason: str, at: int) -> None:
    """Everybody who still waits gets nothing."""
    mine = (recipients.c.broadcast_id == broadcast_id, recipients.c.status == "waiting")
    values = {"status": "skipped", "reason": reason, "changed_at": at}
    connection.execute(update(recipients).where(*mine).values(values))


def left(connection: Connection, broadcast_id: int) -> dict[str, int]:
    """How many wait to be handed over, by channel."""
    wanted = (
        select(recipients.c.channel, func.count().label("people"))
        .where(recipients.c.broadcast_id == broadcast_id, recipients.c.status == "waiting")
        .group_by(recipients.c.channel)
    )
    return {row.channel: row.people for row in connection.execute(wanted)}


def counts(connection: Connection, broadcast_id: int) -> list[Count]:
    """Status of the recipient, status and reason of the message, channel, how many, and of how
    many attempts it is not known whether they arrived.
    """
    reason = func.coalesce(func.nullif(recipients.c.reason, ""), outbox.c.reason, "")
    surely = case((outbox.c.status.in_(("sent", "failed", "leased")), 1), else_=0)
    doubted = func.sum(outbox.c.attempts - surely)
    told = func.coalesce(outbox.c.status, "")
    columns = (recipients.c.status, told, reason, recipients.c.channel)
    wanted = (
        select(*columns, func.count(), func.coalesce(doubted, 0))
        .select_from(_joined())
        .where(recipients.c.broadcast_id == broadcast_id)
        .group_by(*columns)
    )
    return [tuple(row) for row in connection.execute(wanted)]


def told(connection: Connection, broadcast_id: int) -> Iterator[Row]:
    """Every recipient with its message, in order."""
    wanted = (
        select(
            recipients.c.case_id, recipients.c.channel, recipients.c.status, recipients.c.reason,
            recipients.c.changed_at, outbox.c.status.label("sent"), outbox.c.reason.label("why"),
            outbox.c.changed_at.label("sent_at"), outbox.c.attempts,
        )
        .select_from(_joined())
        .where(recipients.c.broadcast_id == broadcast_id)
        .order_by(recipients.c.case_id)
    )  # fmt: skip
    for row in connection.execute(wanted).mappings():
        yield dict(row)


def _joined() -> Join:
    return recipients.outerjoin(
        outbox,
        and_(
            recipients.c.status == "handed",
            outbox.c.case_id == recipients.c.case_id,
            outbox.c.seq == recipients.c.seq,
        ),
    )


def _row(broadcast_id: int, each: Reached, at: int) -> Row:
    return {
        "broadcast_id": broadcast_id,
        "case_id": each.case_id,
        "address_id": each.address_id,
        "channel": each.channel,
        "status": "skipped" if each.reason else "waiting",
        "seq": 0,
        "reason": each.reason,
        "changed_at": at,
    }
