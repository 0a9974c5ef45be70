"""What a turn asks for somebody's data, as a row, for the transaction of the turn itself."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from conversations.dialog.rights import CLOCK
from conversations.dialog.state import State
from storage.cases import Case, millis
from storage.dialects import insert_into
from storage.outbox import is_open
from storage.schema import outbox
from storage.schema_rights import rights_requests
from storage.writeset import Row

ERASE, WITHDRAW = "erase", "withdraw"
CLOCK_MS = int(CLOCK.total_seconds() * 1000)
SOONEST_MS = 60_000
"""So that the answer to the wish itself still arrives."""
_MINE = (
    rights_requests.c.applicant_id == bindparam("of_applicant"),
    rights_requests.c.kind == bindparam("of_kind"),
    rights_requests.c.status == "open",
)
_KEPT = update(rights_requests).where(*_MINE).values(status="cancelled", closed_at=bindparam("at"))
_SILENT = (
    update(outbox)
    .where(
        outbox.c.case_id == bindparam("of_case"),
        outbox.c.kind != "reply",
        is_open(),
        outbox.c.status == "waiting",
    )
    .values(status="cancelled", reason="erasing", changed_at=bindparam("at"))
)


def requested(case: Case, after: State, at: int, new_id: Callable[[], int]) -> list[Row]:
    """What a turn that leaves `after` asks for."""
    before = case.state
    if after.erase_asked and not before.erase_asked:
        runs = max(millis(datetime.fromisoformat(after.erase_at)), at + SOONEST_MS)
        return [
            {"what": "asked", "row": request_row(case, ERASE, new_id(), at) | {"runs_at": runs}}
        ]
    if before.erase_asked and not after.erase_asked:
        return [{"what": "kept", "of_applicant": case.applicant_id, "at": at}]
    if before.consent and not after.consent:
        return [{"what": "asked", "row": request_row(case, WITHDRAW, new_id(), at)}]
    return []


def request_row(case: Case, kind: str, number: int, at: int) -> Row:
    row = open_row(number, case.applicant_id, case.id, at)
    return row | {"kind": kind, "channel": case.address.channel}


def open_row(number: int, applicant_id: int, case_id: int, at: int) -> Row:
    """A wish of today; its kind and channel are to be filled in."""
    return {
        "id": number,
        "applicant_id": applicant_id,
        "case_id": case_id,
        "status": "open",
        "actor": "applicant",
        "reason": "",
        "opened_at": at,
        "due_at": at + CLOCK_MS,
        "runs_at": at,
        "closed_at": 0,
    }


def _ask(connection: Connection, row: Row) -> None:
    """Once: a second wish of the same kind changes nothing."""
    wish = row["row"]
    new = insert_into(rights_requests, connection.dialect.name)
    connection.execute(new.on_conflict_do_nothing(), wish)
    connection.execute(_SILENT, {"of_case": wish["case_id"], "at": wish["opened_at"]})


def _keep(connection: Connection, row: Row) -> None:
    connection.execute(
        _KEPT, {"of_applicant": row["of_applicant"], "of_kind": ERASE, "at": row["at"]}
    )


APPLY = {"asked": _ask, "kept": _keep}
