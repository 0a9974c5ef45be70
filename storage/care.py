"""Whose each table is, how long it is kept, and what erasing a person does to their rows.

A table that is not here fails a guard: whoever adds one decides these three things.
"""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import BindParameter, ColumnElement, Table, bindparam, select

from storage.schema import addresses, applicants, cases, documents, key_metadata, metadata
from storage.schema_selection import candidates

Owner = Literal[
    "applicant", "case", "address", "document", "candidate", "staff", "posting", "program"
]
Erased = Literal["gone", "emptied", "unreadable", "stays"]
Kept = Literal["person", "days", "selection", "always"]
"""As long as the person is (by outcome), for some days, as the record of the selection, always."""


class Care(Struct, frozen=True):
    """`blank` is what the columns of an emptied row become. `unreadable` rows are sealed: with the
    key that erases them.
    """

    owner: Owner
    erased: Erased
    kept: Kept
    blank: Mapping[str, Any] = {}


_STUB = {
    "state": b"",
    "language": "",
    "progress": "erased",
    "verdict": "",
    "consented": 0,
    "last_seen": 0,
    "rhythm": "normal",
    "sent": 0,
    "missing": "",
    "zone": "",
    "planned": 1,
    "with_staff": 0,
    "blocked": 0,
}
_NO_FILE = {
    "slot": "",
    "state": "removed",
    "sealed_name": b"",
    "source": b"",
    "digest": b"",
    "person": b"",
}
CARE: Mapping[str, Care] = {
    # Before the rows that they point to.
    "contact_codes": Care("address", "gone", "days"),
    "return_codes": Care("address", "gone", "person"),
    "windows": Care("address", "gone", "person"),
    "join_codes": Care("case", "gone", "days"),
    "upload_links": Care("applicant", "gone", "days"),
    "upload_parts": Care("document", "gone", "days"),
    "held_documents": Care("document", "gone", "days"),
    "person_lookups": Care("applicant", "gone", "person"),
    "candidate_lookups": Care("candidate", "gone", "person"),
    "inbox": Care("case", "emptied", "person", {"body": b""}),
    "outbox": Care("case", "emptied", "person", {"body": b"", "sent_id": ""}),
    "planned": Care("case", "gone", "person"),
    "handovers": Care("case", "emptied", "person", {"sealed_note": None}),
    "documents": Care("applicant", "emptied", "person", _NO_FILE),
    "candidates": Care("applicant", "emptied", "selection", {"sealed": b""}),
    "addresses": Care("applicant", "gone", "person"),
    "cases": Care("applicant", "emptied", "person", _STUB),
    "applicants": Care("applicant", "stays", "always"),
    "applicant_keys": Care("applicant", "gone", "person"),
    # What a selection rests on: outcomes stay, and nobody can read whose they are.
    "decisions": Care("candidate", "unreadable", "selection"),
    "decision_log": Care("candidate", "unreadable", "selection"),
    "publication_recipients": Care("candidate", "unreadable", "selection"),
    "result_messages": Care("candidate", "stays", "selection"),
    "attendance": Care("candidate", "stays", "selection"),
    "tie_orders": Care("candidate", "stays", "selection"),
    # What says nothing of who somebody is.
    "broadcast_recipients": Care("case", "stays", "selection"),
    "rights_requests": Care("applicant", "stays", "always"),
    "erasures": Care("applicant", "stays", "always"),
    "audit": Care("case", "stays", "always"),
    "audit_chain": Care("program", "stays", "always"),
    "chain_heads": Care("program", "stays", "always"),
    "quarantine": Care("program", "stays", "days"),
    "loose_statuses": Care("program", "stays", "days"),
    "channel_limits": Care("program", "stays", "always"),
    "amendments": Care("posting", "stays", "selection"),
    "imports": Care("posting", "stays", "selection"),
    "places": Care("posting", "stays", "selection"),
    "publications": Care("posting", "stays", "selection"),
    "broadcasts": Care("posting", "stays", "selection"),
    "staff": Care("staff", "stays", "selection"),
    "staff_sessions": Care("staff", "stays", "days"),
    "staff_links": Care("staff", "stays", "days"),
}
PERSONS = "persons"


def table_of(name: str) -> Table:
    """The table of that name, of either store."""
    return key_metadata.tables[name] if name in key_metadata.tables else metadata.tables[name]


def of_persons(table: Table, owner: Owner) -> ColumnElement[bool]:
    """The rows of the people whose ids are bound to `persons`."""
    who: BindParameter[int] = bindparam(PERSONS, expanding=True)
    if table is applicants:
        return applicants.c.id.in_(who)
    if "applicant_id" in table.c:
        return table.c.applicant_id.in_(who)
    of = {"case": cases, "address": addresses, "document": documents, "candidate": candidates}
    owners = of[owner]
    theirs = select(owners.c.id).where(owners.c.applicant_id.in_(who))
    return table.c[f"{owner}_id"].in_(theirs)
