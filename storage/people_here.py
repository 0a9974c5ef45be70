"""Several people at one address: a row for each, `beside` the first, which says who writes.

Somebody who left an address keeps the row, for what was said there; nobody is found by it.
"""

import os
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, literal_column, or_, select, update

from storage.cases import Case, place
from storage.outbox import is_open
from storage.schema import BESIDE, addresses, outbox
from storage.sealing import LOOKUP_BYTES, Lookup

LEFT = -1
MAIL = "email"
"""One cannot talk there."""
MOST_PEOPLE = 6
_HERE = select(addresses).where(
    or_(
        addresses.c.id == bindparam("base"),
        and_(addresses.c.beside == bindparam("base"), literal_column(f"addresses.{BESIDE}")),
    ),
    addresses.c.person != LEFT,
)


def rows_at(connection: Connection, base: int) -> list[Row[Any]]:
    """The rows of everybody at the address whose first row is `base`, in order."""
    found = connection.execute(_HERE.order_by(addresses.c.person), {"base": base}).all()
    return list(found)


def base_of(case: Case) -> int:
    return case.standing.base or case.address_id


def come_beside(connection: Connection, case: Case, row: dict[str, Any]) -> bool:
    """Adds `row` to the people at the address of `case`, as who writes there; False where its
    number was given meanwhile.
    """
    base = base_of(case)
    if next_number(connection, case) != row["person"]:
        return False
    here = {"person": 1, "writes": row["id"]}
    connection.execute(update(addresses).where(addresses.c.id == base).values(**here))
    connection.execute(insert(addresses), row)
    return True


def lookup_of(lookup: Lookup, case: Case, number: int) -> bytes:
    """By which the row of one of several is found."""
    address = case.address
    return lookup.of(f"address:{address.channel}", f"{address.external_id}\0{number}")


def next_number(connection: Connection, case: Case) -> int:
    """Of the next one to come to the address of `case`; 0 where there are too many."""
    here = rows_at(connection, base_of(case))
    return 0 if len(here) >= MOST_PEOPLE else max(2, *(each.person + 1 for each in here))


def write_here(connection: Connection, base: int, address_id: int) -> None:
    """From now on the person of that row writes at the address."""
    connection.execute(update(addresses).where(addresses.c.id == base).values(writes=address_id))


def leave(connection: Connection, row: Row[Any], at: int) -> None:
    """The row is found by nobody any more. Others at the address stay, the first of them first."""
    base = row.beside or row.id
    others = [each for each in rows_at(connection, base) if each.id != row.id]
    gone = {"lookup": os.urandom(LOOKUP_BYTES), "person": LEFT, "beside": 0, "writes": 0,
            "blocked_at": at}  # fmt: skip
    connection.execute(update(addresses).where(addresses.c.id == row.id).values(**gone))
    if others:
        _stay(connection, others, row.lookup if row.id == base else None)
    waiting = (outbox.c.channel == row.channel, outbox.c.address_id == row.id, is_open(),
               outbox.c.status == "waiting")  # fmt: skip
    cancelled = {"status": "cancelled", "reason": "address left", "changed_at": at}
    connection.execute(update(outbox).where(*waiting).values(**cancelled))


def _stay(connection: Connection, others: list[Row[Any]], lookup: bytes | None) -> None:
    """One who is left alone has no number any more; the first gets the address' own lookup."""
    first, *rest = others
    values: dict[str, Any] = {"writes": 0, "beside": 0, "person": 1 if rest else 0}
    if lookup is not None:
        values["lookup"] = lookup
    connection.execute(update(addresses).where(addresses.c.id == first.id).values(**values))
    for each in rest:
        mine = update(addresses).where(addresses.c.id == each.id)
        connection.execute(mine.values(beside=first.id))


def talking(connection: Connection, applicant_id: int) -> list[Row[Any]]:
    """The rows of somebody's addresses at which one can talk."""
    wanted = select(addresses).where(
        addresses.c.applicant_id == applicant_id,
        addresses.c.channel != MAIL,
        addresses.c.person != LEFT,
    )
    return list(connection.execute(wanted.order_by(addresses.c.created_at, addresses.c.id)).all())


def living(connection: Connection, address_id: int) -> Row[Any] | None:
    """That row; where it was left, the first of the same person's that was not."""
    found = connection.execute(select(addresses).where(addresses.c.id == address_id)).first()
    if found is None or found.person != LEFT:
        return found
    return next(iter(talking(connection, found.applicant_id)), None)


def own_row(case: Case, mine: Case, lookup: Lookup, at: int) -> dict[str, Any]:
    """The row of `mine`, a case of another person, at the address of `case`."""
    name, number = case.address.external_id.encode(), mine.standing.number
    return {
        "id": mine.address_id,
        "applicant_id": mine.applicant_id,
        "channel": case.address.channel,
        "lookup": lookup_of(lookup, case, number),
        "sealed_id": mine.seal.close(name, place("address", mine.address_id)),
        "blocked_at": 0,
        "created_at": at,
        "person": number,
        "beside": base_of(case),
        "writes": 0,
    }
