"""The ledger of what goes out: each row is in exactly one status, which only moves forward.

`waiting` -> `leased` (its attempt is journalled) -> `sent`, `failed`, `unknown` or back to
`waiting`. A lease has a number: an outcome counts only while its lease is the row's present one.
`attempts` counts those after which the message may have arrived.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Update,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    or_,
    select,
    update,
)

from storage.dialects import database_now
from storage.schema import addresses, cases, outbox
from storage.statements import mark
from storage.writeset import Row

Status = Literal["waiting", "sent", "failed", "unknown", "cancelled"]
LEASE_MS = 9_000
BULK = "bulk"
"""The kind of what is sent to many: it is taken up apart, and nothing else waits behind it."""
MOST_ATTEMPTS = 2
_OPEN: tuple[ColumnElement[str], ...] = (literal_column("'waiting'"), literal_column("'leased'"))


class Settled(Struct, frozen=True):
    """What became of one attempt. `delay` (ms) is for `waiting`: not before that time from now."""

    case_id: int
    seq: int
    lease: int
    status: Status
    at: int
    sent_id: str = ""
    reason: str = ""
    delay: int = 0


class Claim(Struct, frozen=True):
    """Who takes rows of which channel, as of Pandu's time `now`; `bulk`: of what is sent to many,
    and of that alone.
    """

    channel: str
    worker: int
    now: int
    bulk: bool = False


_SENT = (
    "UPDATE outbox SET status = 'sent', sent_id = {m}, changed_at = {m}"
    " WHERE case_id = {m} AND seq = {m} AND lease = {m} AND status = 'leased'"
)


_LEASED = (
    "UPDATE outbox SET status = 'leased', lease = lease + 1, attempts = attempts + 1,"
    " leased_by = {m}, changed_at = {m}, leased_until = "
)
_OF_ROW = " WHERE case_id = {m} AND seq = {m} AND status = 'waiting'"


class Ledger:
    """The statements of one kind of database."""

    def __init__(self, dialect: str) -> None:
        now = database_now(dialect)
        self._skip = dialect == "postgresql"
        self._settle = (
            update(outbox)
            .where(_is_row(), outbox.c.lease == bindparam("of_lease"), outbox.c.status == "leased")
            .values(
                status=case((_repeatable(), "waiting"), else_=bindparam("to_status")),
                sent_id=bindparam("to_sent_id"),
                attempts=case(
                    (bindparam("to_status") == "waiting", outbox.c.attempts - 1),
                    else_=outbox.c.attempts,
                ),
                reason=case(
                    (bindparam("to_reason") == "", outbox.c.reason), else_=bindparam("to_reason")
                ),
                changed_at=bindparam("to_at"),
                not_before=now + bindparam("to_delay"),
            )
        )
        self._due = _due(now, outbox.c.kind != BULK).order_by(outbox.c.created_at)
        self._bulk = _due(now, outbox.c.kind == BULK)
        self._take = f"{_LEASED}{now} + {LEASE_MS}{_OF_ROW}"
        self._late = _late()
        self._expired = _expired(now)

    def settle(self, connection: Connection, settled: Sequence[Settled]) -> None:
        """Records outcomes; those of an older lease change nothing."""
        if plain := [_sent(each) for each in settled if each.status == "sent"]:
            connection.exec_driver_sql(_SENT.format(m=mark(connection)), plain)
        if rest := [_settled(each) for each in settled if each.status != "sent"]:
            connection.execute(self._settle, rest)

    def claim(self, connection: Connection, claim: Claim, most: int) -> list[Row]:
        """Leases due rows, at most one for each address, and returns them: the oldest first, but in
        no order of what is sent to many, which need not be read whole for that.
        """
        if not claim.bulk:
            self.cancel_late(connection, claim.channel, claim.now)
        wanted = (self._bulk if claim.bulk else self._due).limit(most)
        if self._skip:
            wanted = wanted.with_for_update(of=outbox, skip_locked=True)
        which = {"of_channel": claim.channel, "at": claim.now}
        rows = connection.execute(wanted, which).mappings().all()
        taken = [dict(row) | {"lease": row["lease"] + 1} for row in rows]
        if taken:
            keys = [(claim.worker, claim.now, r["case_id"], r["seq"]) for r in taken]
            connection.exec_driver_sql(self._take.format(m=mark(connection)), keys)
        return taken

    def cancel_late(self, connection: Connection, channel: str, now: int) -> int:
        """Cancels what still waits after its last moment; returns how much."""
        return connection.execute(self._late, {"of_channel": channel, "at": now}).rowcount

    def sweep(self, connection: Connection, channel: str, now: int, doubt: int = 0) -> int:
        """Rows whose lease ran out: an ordinary one may go out once more, `doubt` milliseconds
        later, the rest is unknown.
        """
        which = {"of_channel": channel, "at": now, "doubt": doubt}
        return connection.execute(self._expired, which).rowcount


def is_open(table: FromClause = outbox) -> ColumnElement[bool]:
    """In the words of `ix_outbox_open`: only then does a database see that this index serves."""
    return table.c.status.in_(_OPEN)


def _is_row() -> ColumnElement[bool]:
    return and_(outbox.c.case_id == bindparam("of_case"), outbox.c.seq == bindparam("of_seq"))


def _due(now: ColumnElement[int], which: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """A reply waits for earlier replies alone; what is sent to many waits for everything."""
    earlier = outbox.alias("earlier")
    stands_before = exists().where(
        earlier.c.channel == outbox.c.channel,
        earlier.c.address_id == outbox.c.address_id,
        earlier.c.seq < outbox.c.seq,
        is_open(earlier),
        or_(outbox.c.kind == BULK, earlier.c.kind != BULK),
    )
    return (
        select(
            outbox.c.case_id, outbox.c.seq, outbox.c.lease, outbox.c.replaces, outbox.c.body,
            outbox.c.kind, addresses.c.id.label("address_id"), addresses.c.applicant_id,
            addresses.c.sealed_id, addresses.c.person, cases.c.posting, cases.c.language,
        )
        .join(addresses, addresses.c.id == outbox.c.address_id)
        .join(cases, cases.c.id == outbox.c.case_id)
        .where(
            outbox.c.channel == bindparam("of_channel"),
            is_open(),
            outbox.c.status == "waiting",
            outbox.c.not_before <= now,
            (outbox.c.not_after == 0) | (outbox.c.not_after > bindparam("at")),
            which,
            ~stands_before,
        )
    )  # fmt: skip


def _late() -> Update:
    return (
        update(outbox)
        .where(
            outbox.c.channel == bindparam("of_channel"),
            is_open(),
            outbox.c.status == "waiting",
            outbox.c.not_after.between(1, bindparam("at")),
        )
        .values(status="cancelled", reason="late", changed_at=bindparam("at"))
    )


def _repeatable() -> ColumnElement[bool]:
    """An ordinary message whose outcome is unknown goes out once more; a result never does."""
    return and_(
        bindparam("to_status") == "unknown",
        outbox.c.kind != "result",
        outbox.c.attempts < MOST_ATTEMPTS,
    )


def _expired(now: ColumnElement[int]) -> Update:
    again = and_(outbox.c.kind != "result", outbox.c.attempts < MOST_ATTEMPTS)
    return (
        update(outbox)
        .where(
            outbox.c.channel == bindparam("of_channel"),
            is_open(),
            outbox.c.status == "leased",
            outbox.c.leased_until < now,
        )
        .values(
            status=case((again, "waiting"), else_="unknown"),
            reason="lease ran out",
            changed_at=bindparam("at"),
            not_before=now + bindparam("doubt"),
        )
    )


def _sent(each: Settled) -> tuple[str | int, ...]:
    return (each.sent_id, each.at, each.case_id, each.seq, each.lease)


def _settled(each: Settled) -> Row:
    return {
        "of_case": each.case_id,
        "of_seq": each.seq,
        "of_lease": each.lease,
        "to_status": each.status,
        "to_sent_id": each.sent_id,
        "to_reason": each.reason,
        "to_at": each.at,
        "to_delay": each.delay,
    }
