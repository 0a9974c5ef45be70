"""What a turn does to the rows that staff see, for the transaction of the turn itself.

`waiting` of an open row is 2 (somebody waits, and staff have not been told), 1 (they have) or 0
(nobody waits for an answer).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, delete, exists, insert, select, update

from conversations.dialog.turn import Turn
from conversations.dialog.with_staff_state import ForStaff
from storage.cases import Case, millis, place
from storage.schema_staff import handovers
from storage.writeset import Row

UNTOLD, WAITS, ANSWERED = 2, 1, 0
STAFF, FRAUD = "staff", "fraud"
AT_ONCE_MS = 300_000


def handover_rows(case: Case, turn: Turn, new_id: Callable[[], int], at: int) -> list[Row]:
    """One for each thing that staff see of the turn."""
    return [_row(case, each, new_id, at) for each in turn.for_staff]


def note_place(handover_id: int) -> bytes:
    """What the words of a report are bound to."""
    return place("handover", handover_id)


def _row(case: Case, told: ForStaff, new_id: Callable[[], int], at: int) -> Row:
    row: Row = {"what": told.what, "case_id": case.id, "at": at, "staff_id": told.staff or None}
    row |= {"returns_at": _moment(told.until), "reason": told.reason}
    if told.what in {"opened", "fraud"}:
        row["id"] = new_id()
    if told.words:
        row["note"] = case.seal.close(told.words.encode(), note_place(row["id"]))
    return row


def _moment(iso: str) -> int | None:
    return millis(datetime.fromisoformat(iso)) if iso else None


def apply_handovers(connection: Connection, rows: Sequence[Row]) -> None:
    """In their order."""
    for row in rows:
        _APPLY[row["what"]](connection, row)


def _opened(connection: Connection, row: Row) -> None:
    """Who asks again at once calls nobody a second time; the list shows it all the same."""
    just_now = (
        handovers.c.case_id == row["case_id"],
        handovers.c.kind == STAFF,
        handovers.c.opened_at > row["at"] - AT_ONCE_MS,
    )
    again = connection.execute(select(exists().where(*just_now))).scalar()
    new = _new(row, STAFF) | {"returns_at": row["returns_at"]}
    connection.execute(insert(handovers), new | ({"waiting": WAITS} if again else {}))


def _said(connection: Connection, row: Row) -> None:
    """Words after an answer make staff be told again."""
    again = case((handovers.c.waiting == ANSWERED, UNTOLD), else_=handovers.c.waiting)
    _change(connection, row, waiting=again, returns_at=row["returns_at"])


def _taken(connection: Connection, row: Row) -> None:
    told = case((handovers.c.waiting == UNTOLD, WAITS), else_=handovers.c.waiting)
    _change(
        connection,
        row,
        staff_id=row["staff_id"],
        taken_at=row["at"],
        returns_at=row["returns_at"],
        waiting=told,
    )


def _answered(connection: Connection, row: Row) -> None:
    new = {"answered_at": row["at"], "returns_at": row["returns_at"], "waiting": ANSWERED}
    _change(connection, row, **new)


def _closed(connection: Connection, row: Row) -> None:
    new = {"closed_at": row["at"], "reason": row["reason"], "returns_at": None, "waiting": ANSWERED}
    _change(connection, row, **new)


def _reported(connection: Connection, row: Row) -> None:
    """A report without words stands once, and makes room for the one that has them."""
    bare = (*_open(row, FRAUD), handovers.c.sealed_note.is_(None))
    note = row.get("note")
    if note:
        connection.execute(delete(handovers).where(*bare))
    elif connection.execute(select(exists().where(*bare))).scalar():
        return
    connection.execute(insert(handovers), _new(row, FRAUD) | {"sealed_note": note})


def _new(row: Row, kind: str) -> Row:
    return {
        "id": row["id"],
        "case_id": row["case_id"],
        "kind": kind,
        "opened_at": row["at"],
        "waiting": UNTOLD,
    }


def _change(connection: Connection, row: Row, **values: object) -> None:
    connection.execute(update(handovers).where(*_open(row, STAFF)).values(**values))


def _open(row: Row, kind: str) -> tuple[ColumnElement[bool], ...]:
    return (
        handovers.c.case_id == row["case_id"],
        handovers.c.kind == kind,
        handovers.c.closed_at.is_(None),
    )


_APPLY = {
    "opened": _opened,
    "said": _said,
    "taken": _taken,
    "answered": _answered,
    "closed": _closed,
    "fraud": _reported,
}
