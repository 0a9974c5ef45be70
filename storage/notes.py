"""Small updates that join the next commit: what a page fetched, what became of an attempt."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, bindparam, update

from storage.outbox import Ledger, Settled, is_open
from storage.schema import outbox


class Fetched(Struct, frozen=True):
    """The page of `address_id` has asked for and got everything up to `seq`."""

    channel: str
    address_id: int
    seq: int
    at: int


Note = Fetched | Settled

_FETCHED = (
    update(outbox)
    .where(
        outbox.c.channel == bindparam("of_channel"),
        outbox.c.address_id == bindparam("address"),
        outbox.c.seq <= bindparam("upto"),
        is_open(),
        outbox.c.status == "waiting",
        (outbox.c.not_after == 0) | (outbox.c.not_after > bindparam("at")),
    )
    .values(status="sent", changed_at=bindparam("at"))
)


class Notes:
    """The statements of one kind of database."""

    def __init__(self, dialect: str) -> None:
        self._ledger = Ledger(dialect)

    def apply(self, connection: Connection, notes: Sequence[Note]) -> None:
        if fetched := [_fetched(each) for each in notes if isinstance(each, Fetched)]:
            connection.execute(_FETCHED, fetched)
        if settled := [each for each in notes if isinstance(each, Settled)]:
            self._ledger.settle(connection, settled)


def _fetched(each: Fetched) -> dict[str, object]:
    return {
        "of_channel": each.channel,
        "address": each.address_id,
        "upto": each.seq,
        "at": each.at,
    }
