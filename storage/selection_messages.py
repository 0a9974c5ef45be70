"""Results that a talk repeats: noted in the commit of their turn, each once."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete

from storage.dialects import insert_into
from storage.schema_selection import result_messages
from storage.writeset import Row, WriteSet


def take(connection: Connection, sets: Iterable[WriteSet]) -> set[int]:
    """Notes what `sets` tell; returns the sets whose result is told there already."""
    known = set()
    for each in sets:
        if each.result is None:
            continue
        new = insert_into(result_messages, connection.dialect.name).on_conflict_do_nothing()
        row = each.result | _first(each)
        if not connection.execute(new, row).rowcount:
            known.add(id(each))
    return known


def give_back(connection: Connection, sets: Iterable[WriteSet]) -> None:
    """Takes the notes of sets back that were dropped after all."""
    for each in sets:
        if each.result is not None:
            row = _first(each)
            connection.execute(
                delete(result_messages).where(
                    result_messages.c.case_id == row["case_id"],
                    result_messages.c.seq == row["seq"],
                )
            )


def _first(each: WriteSet) -> Row:
    """The message of the turn that tells it."""
    return {name: each.outbox[0][name] for name in ("case_id", "seq")}
