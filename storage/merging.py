"""What lies under one person's key goes under another's, in one transaction: two cases of one
person become one, and the one that went away points to it.

Sealed bytes in the store of documents are copied first, under names of their own; the transaction
then takes the copies, and leaves the old ones to the sweep.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, Table, exists, select, text, update

from storage.cases import Case, place
from storage.handover_rows import note_place
from storage.people_here import leave, rows_at
from storage.schema import (
    MERGED,
    PLANNED_OPEN,
    addresses,
    cases,
    documents,
    inbox,
    outbox,
    planned,
    upload_links,
    upload_parts,
)
from storage.schema_rights import rights_requests
from storage.schema_selection import candidates, person_lookups
from storage.schema_staff import broadcast_recipients, handovers
from storage.sealing import Seal

BUSY = ("fetching", "stored")
"""States in which somebody is at work on the bytes."""
HELD = (*BUSY, "arriving", "looked", "unreadable")
_IS_COPY = documents.c.case_id == 0


class Copy(Struct, frozen=True):
    """Of a document: the row that stands for the copy, and its name; what the document's own row
    said of its name and its last change when it was copied.
    """

    row: int
    blob: str
    old: str
    changed_at: int


Copied = Mapping[int, Copy]
"""By document."""


class Moved(Struct, frozen=True):
    """From which case to which, at (ms)."""

    gone: Case
    kept: Case
    at: int
    copied: Copied


def to_copy(connection: Connection, applicant_id: int) -> list[dict[str, Any]]:
    """The documents of somebody whose bytes are kept."""
    wanted = select(documents).where(
        documents.c.applicant_id == applicant_id, documents.c.state.in_(HELD), ~_IS_COPY
    )
    return [dict(row) for row in connection.execute(wanted.order_by(documents.c.id)).mappings()]


def merge(connection: Connection, move: Moved) -> bool:
    """Everything but the case that stays; False where something changed since it was read."""
    if not _retire(connection, move):
        return False
    rows = {row["id"]: row for row in to_copy(connection, move.gone.applicant_id)}
    seen = {number: (row["blob"], row["changed_at"]) for number, row in rows.items()}
    if seen != {number: (copy.old, copy.changed_at) for number, copy in move.copied.items()}:
        return False
    if not all(_swapped(connection, move, copy) for copy in move.copied.values()):
        return False
    _documents(connection, move, list(rows.values()))
    _others(connection, move)
    _talk(connection, move)
    _addresses(connection, move)
    _beside(connection, move)
    return True


def _retire(connection: Connection, move: Moved) -> bool:
    """The case that goes becomes a pointer under the key of the one that stays."""
    gone, seal = move.gone, move.kept.seal
    which = cases.c.id == gone.id
    row = connection.execute(select(cases.c.state, cases.c.version).where(which)).first()
    if row is None or row.version != gone.version:
        return False
    state = _again(gone.seal, seal, row.state, place("case", gone.id))
    values = {
        "applicant_id": move.kept.applicant_id,
        "posting": f"merged:{gone.id}",
        "merged_into": move.kept.id,
        "version": gone.version + 1,
        "state": state,
        "planned": 1,
    }
    earlier = update(cases).where(cases.c.merged_into == gone.id, text(MERGED))
    connection.execute(earlier.values(merged_into=move.kept.id))
    mine = update(cases).where(which, cases.c.version == gone.version)
    return connection.execute(mine.values(**values)).rowcount == 1


def _again(old: Seal, new: Seal, sealed: bytes, where: bytes) -> bytes:
    return new.close(old.open(bytes(sealed), where), where) if sealed else b""


def _documents(connection: Connection, move: Moved, rows: list[dict[str, Any]]) -> None:
    old, new = move.gone.seal, move.kept.seal
    for row in rows:
        number, source = row["id"], place("source", row["id"])
        values = {
            "applicant_id": move.kept.applicant_id,
            "case_id": move.kept.id,
            "blob": move.copied[number].blob,
            "sealed_name": _again(old, new, row["sealed_name"], place("document", number)),
            "source": _again(old, new, row["source"], source),
        }
        connection.execute(update(documents).where(documents.c.id == number).values(**values))
        _parts(connection, number, old, new)
    theirs = documents.c.applicant_id == move.gone.applicant_id
    rest = update(documents).where(theirs, ~_IS_COPY)
    names = {"applicant_id": move.kept.applicant_id, "case_id": move.kept.id}
    connection.execute(rest.values(**names, sealed_name=b"", source=b""))


def _swapped(connection: Connection, move: Moved, copy: Copy) -> bool:
    """The row of the copy stands for the old bytes, for the sweep; False where that was faster."""
    mine = (documents.c.id == copy.row, documents.c.state == "arriving")
    values = {
        "state": "removed", "case_id": move.gone.id, "blob": copy.old, "changed_at": move.at,
    }  # fmt: skip
    return connection.execute(update(documents).where(*mine).values(**values)).rowcount == 1


def _parts(connection: Connection, document: int, old: Seal, new: Seal) -> None:
    which = upload_parts.c.document_id == document
    for part in connection.execute(select(upload_parts).where(which)).all():
        body = _again(old, new, part.body, place("part", document, part.begins))
        mine = update(upload_parts).where(which, upload_parts.c.begins == part.begins)
        connection.execute(mine.values(body=body))


def _others(connection: Connection, move: Moved) -> None:
    """Their work on other postings goes along; what both have stays apart, as a pointer."""
    theirs = select(cases.c.id, cases.c.posting, cases.c.state).where(
        cases.c.applicant_id == move.gone.applicant_id
    )
    for row in connection.execute(theirs).all():
        same = select(cases.c.id).where(
            cases.c.applicant_id == move.kept.applicant_id, cases.c.posting == row.posting
        )
        kept = connection.execute(same).scalar()
        values: dict[str, Any] = {
            "applicant_id": move.kept.applicant_id,
            "state": _again(move.gone.seal, move.kept.seal, row.state, place("case", row.id)),
            "version": cases.c.version + 1,
        }
        if kept:
            values |= {"posting": f"merged:{row.id}", "merged_into": kept, "planned": 1}
        connection.execute(update(cases).where(cases.c.id == row.id).values(**values))
        _said(connection, row.id, move)


def _talk(connection: Connection, move: Moved) -> None:
    """What was said stays where it was said; what is to come is of the case that stays."""
    gone, kept = move.gone.id, move.kept.id
    _said(connection, gone, move)
    ended = {"status": "superseded", "reason": "merged", "changed_at": move.at}
    open_ = (planned.c.case_id == gone, text(PLANNED_OPEN))
    connection.execute(update(planned).where(*open_).values(**ended))
    for row in connection.execute(select(handovers).where(handovers.c.case_id == gone)).all():
        where = note_place(row.id)
        note = row.sealed_note
        sealed = _again(move.gone.seal, move.kept.seal, note, where) if note else None
        mine = update(handovers).where(handovers.c.id == row.id)
        connection.execute(mine.values(case_id=kept, sealed_note=sealed))
    waits = (broadcast_recipients.c.case_id == gone, broadcast_recipients.c.status == "waiting")
    skipped = {"status": "skipped", "reason": "merged", "changed_at": move.at}
    connection.execute(update(broadcast_recipients).where(*waits).values(**skipped))


def _said(connection: Connection, case_id: int, move: Moved) -> None:
    old, new = move.gone.seal, move.kept.seal
    heard = select(inbox.c.event, inbox.c.body).where(inbox.c.case_id == case_id)
    for row in connection.execute(heard).all():
        event = bytes(row.event)
        body = _again(old, new, row.body, b"inbox:" + event)
        connection.execute(update(inbox).where(inbox.c.event == event).values(body=body))
    told = select(outbox.c.seq, outbox.c.body).where(outbox.c.case_id == case_id)
    for row in connection.execute(told).all():
        body = _again(old, new, row.body, place("outbox", case_id, row.seq))
        which = (outbox.c.case_id == case_id, outbox.c.seq == row.seq)
        connection.execute(update(outbox).where(*which).values(body=body))


def _addresses(connection: Connection, move: Moved) -> None:
    theirs = addresses.c.applicant_id == move.gone.applicant_id
    for row in connection.execute(select(addresses).where(theirs)).all():
        sealed = _again(move.gone.seal, move.kept.seal, row.sealed_id, place("address", row.id))
        values = {"applicant_id": move.kept.applicant_id, "sealed_id": sealed}
        connection.execute(update(addresses).where(addresses.c.id == row.id).values(**values))
        _once(connection, row, move)


def _once(connection: Connection, row: Row[Any], move: Moved) -> None:
    """At an address where both had written, the two are one now: the other row is left."""
    if row.person < 1:
        return
    here = rows_at(connection, row.beside or row.id)
    mine = [each for each in here if each.applicant_id == move.kept.applicant_id]
    for other in mine:
        if other.id != row.id:
            leave(connection, other, move.at)


def _beside(connection: Connection, move: Moved) -> None:
    """Rows of a person that no case owns."""
    gone, kept = move.gone.applicant_id, move.kept.applicant_id
    for table in (upload_links, rights_requests, person_lookups):
        _owned(connection, table, gone, kept)
    selected = select(candidates.c.id).where(candidates.c.case_id == move.kept.id).exists()
    mine = (candidates.c.case_id == move.gone.id, ~selected)
    connection.execute(update(candidates).where(*mine).values(case_id=move.kept.id))


def _owned(connection: Connection, table: Table, gone: int, kept: int) -> None:
    """Theirs become the other's, where the other has none of the same kind."""
    theirs = [table.c.applicant_id == gone]
    if "kind" in table.c:
        twin = table.alias("twin")
        theirs.append(~exists().where(twin.c.applicant_id == kept, twin.c.kind == table.c.kind))
    connection.execute(update(table).where(*theirs).values(applicant_id=kept))
