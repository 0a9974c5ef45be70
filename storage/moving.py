"""Somebody has another id on a channel: their address becomes the new one."""

from msgspec import Struct
from sqlalchemy import Connection, select, update

from conversations.dialog.event import Address
from storage.cases import place
from storage.keys import KeyStore
from storage.schema import addresses


class Move(Struct, frozen=True):
    """Both of one channel; in talks about `posting`."""

    old: Address
    new: Address
    posting: str


def move(connection: Connection, keys: KeyStore, old: bytes, new: bytes, external_id: str) -> bool:
    """From the lookup `old` to `new`. Nothing where nobody is known at the one, or somebody is at
    the other: two who talk already are not made one by a message of the platform.
    """
    row = connection.execute(select(addresses).where(addresses.c.lookup == old)).first()
    taken = select(addresses.c.id).where(addresses.c.lookup == new)
    if row is None or connection.execute(taken).first() is not None:
        return False
    seal = keys.seal(row.applicant_id)
    if seal is None:
        return False
    sealed = seal.close(external_id.encode(), place("address", row.id))
    mine = update(addresses).where(addresses.c.id == row.id)
    connection.execute(mine.values(lookup=new, sealed_id=sealed))
    return True
