"""Somebody has another id on a channel: their address becomes the new one."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from conversations.dialog.event import Address
from storage.cases import place
from storage.keys import KeyStore
from storage.people_here import rows_at
from storage.schema import addresses


class Move(Struct, frozen=True):
    """Both of one channel; in talks about `posting`."""

    old: Address
    new: Address
    posting: str


def move(
    connection: Connection, keys: KeyStore, wanted: Move, lookup: Callable[[Address], bytes]
) -> set[int]:
    """Everybody at the old address; returns the applicants. Nobody where nobody is known there, or
    somebody is at the new one: two who talk already are not made one by a message of the platform.
    """
    base = select(addresses.c.id).where(addresses.c.lookup == lookup(wanted.old))
    taken = select(addresses.c.id).where(addresses.c.lookup == lookup(wanted.new))
    first = connection.execute(base).scalar()
    if first is None or connection.execute(taken).first() is not None:
        return set()
    rows = rows_at(connection, first)
    seals = keys.seals([row.applicant_id for row in rows])
    if {row.applicant_id for row in rows} != seals.keys():
        return set()
    for row in rows:
        name = wanted.new.external_id.encode()
        values = {
            "lookup": lookup(replace(wanted.new, person=row.person)),
            "sealed_id": seals[row.applicant_id].close(name, place("address", row.id)),
        }
        connection.execute(update(addresses).where(addresses.c.id == row.id).values(**values))
    return set(seals)
