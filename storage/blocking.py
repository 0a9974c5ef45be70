"""People who block the channel: nothing is sent to them until they come back."""

from sqlalchemy import Connection, select, update

from storage.outbox import is_open
from storage.people_here import rows_at
from storage.schema import addresses, outbox


def block(connection: Connection, lookup: bytes, at: int) -> None:
    """Remembers since when, and cancels what waits at the address."""
    row = connection.execute(
        select(addresses.c.id, addresses.c.channel).where(addresses.c.lookup == lookup)
    ).first()
    if row is None:
        return
    for each in rows_at(connection, row.id):
        mine = addresses.c.id == each.id
        connection.execute(update(addresses).where(mine).values(blocked_at=at))
        waiting = (
            outbox.c.channel == row.channel,
            outbox.c.address_id == each.id,
            is_open(),
            outbox.c.status == "waiting",
        )
        cancelled = {"status": "cancelled", "reason": "blocked", "changed_at": at}
        connection.execute(update(outbox).where(*waiting).values(**cancelled))


def unblock(connection: Connection, lookup: bytes) -> None:
    """Everybody who shares it."""
    first = connection.execute(select(addresses.c.id).where(addresses.c.lookup == lookup)).scalar()
    for each in rows_at(connection, first or 0):
        mine = addresses.c.id == each.id
        connection.execute(update(addresses).where(mine).values(blocked_at=0))
