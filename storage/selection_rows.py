"""What a turn changes for the selection: by which number somebody is found, and that they come."""

from sqlalchemy import Connection, delete

from conversations.dialog.state import State
from storage.cases import Case
from storage.dialects import insert_into
from storage.schema_selection import person_lookups
from storage.sealing import Lookup
from storage.selection_people import phone_key
from storage.selection_telling import come
from storage.writeset import Row


def selected(case: Case, after: State, at: int, lookup: Lookup) -> list[Row]:
    """One row for each that changed."""
    rows: list[Row] = []
    phone = after.contact.whatsapp
    if phone != case.state.contact.whatsapp:
        key = phone_key(lookup, phone) if phone else b""
        rows.append({"what": "phone", "owner": case.applicant_id, "lookup": key})
    if after.invited.coming and not case.state.invited.coming:
        rows.append({"what": "coming", "case_id": case.id, "at": at})
    return rows


def apply_phone(connection: Connection, row: Row) -> None:
    mine = (person_lookups.c.applicant_id == row["owner"], person_lookups.c.kind == "phone")
    connection.execute(delete(person_lookups).where(*mine))
    if row["lookup"]:
        new = {"applicant_id": row["owner"], "kind": "phone", "lookup": row["lookup"]}
        connection.execute(insert_into(person_lookups, connection.dialect.name), new)


def apply_coming(connection: Connection, row: Row) -> None:
    come(connection, row["case_id"], row["at"])
