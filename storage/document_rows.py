"""The rows of documents: what a turn changes in them, and the statements for it.

A document is `arriving` until a turn takes it into its case; then `fetching` while its bytes are
with the channel, `stored` until it was looked into, and at last `looked` or `unreadable`. What is
to be looked at as something else is `stored` again. What a turn leaves out is `removed`, and `gone`
once its bytes are.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, delete, update

from conversations.dialog.state import State
from conversations.documents.paper import Paper
from storage.holds import HELD, RELEASED, holds
from storage.schema import documents, upload_parts
from storage.writeset import Row


class Document(Struct, frozen=True, kw_only=True):
    """One row, opened. `source` is the channel's own id of a file whose bytes are still there;
    `changed_at` tells one look from the next.
    """

    id: int
    applicant_id: int
    case_id: int
    address_id: int
    name: str
    slot: str
    state: str
    size: int
    blob: str
    source: str = ""
    copies: int = 0
    tries: int = 0
    changed_at: int = 0


_TAKEN_IN = (
    update(documents)
    .where(documents.c.id == bindparam("document"), documents.c.state == "arriving")
    .values(
        state=case((documents.c.source == b"", "stored"), else_="fetching"),
        slot=bindparam("to_slot"),
        replaces=bindparam("to_replaces"),
        changed_at=bindparam("at"),
    )
)
_CHANGED = (
    update(documents)
    .where(documents.c.id == bindparam("document"))
    .values(slot=bindparam("to_slot"), changed_at=bindparam("at"))
)
_LOOKED = (
    update(documents)
    .where(documents.c.id == bindparam("document"))
    .values(
        state=bindparam("to_state"),
        slot=bindparam("to_slot"),
        source=b"",
        changed_at=bindparam("at"),
    )
)
_AGAIN = (
    update(documents)
    .where(
        documents.c.id == bindparam("document"),
        documents.c.state.in_(("stored", "looked", "unreadable")),
    )
    .values(
        state="stored",
        slot=bindparam("to_slot"),
        tries=0,
        leased_until=0,
        changed_at=bindparam("at"),
    )
)
_REMOVED = (
    update(documents)
    .where(documents.c.id == bindparam("document"))
    .values(state="removed", changed_at=bindparam("at"))
)
_PARTS_GONE = delete(upload_parts).where(upload_parts.c.document_id == bindparam("document"))


def changes(before: State, after: State, at: int) -> list[Row]:
    """What a turn did to documents, one row for each that changed."""
    if before.papers == after.papers:
        return []
    found = [
        _row(paper, before.papers.get(key), at)
        for key, paper in after.papers.items()
        if before.papers.get(key) != paper
    ]
    gone = [paper for key, paper in before.papers.items() if key not in after.papers]
    found += [{"what": "removed", "document": paper.id, "at": at} for paper in gone]
    return found + holds(before, after)


def _row(paper: Paper, before: Paper | None, at: int) -> Row:
    row = {"document": paper.id, "to_slot": paper.slot, "at": at}
    if before is None:
        return {"what": "taken in", **row, "to_replaces": paper.replaces}
    if paper.looks != before.looks:
        return {"what": "again", **row}
    if paper.state != before.state:
        return {"what": "looked", **row, "to_state": paper.state}
    return {"what": "changed", **row}


_STATEMENTS: dict[str, Any] = {
    "released": RELEASED, "held": HELD,
    "taken in": _TAKEN_IN, "changed": _CHANGED, "looked": _LOOKED, "again": _AGAIN,
    "removed": _REMOVED,
}  # fmt: skip


def apply_changes(connection: Connection, rows: Sequence[Row]) -> None:
    """Runs within the transaction of the turns."""
    for what, statement in _STATEMENTS.items():
        if found := [_values(row) for row in rows if row["what"] == what]:
            connection.execute(statement, found)
            if what == "taken in":
                connection.execute(_PARTS_GONE, [{"document": row["document"]} for row in found])


def _values(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "what"}
