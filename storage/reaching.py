"""What a turn changes in how somebody is reached: an address comes or goes, a code is made.

A mailbox belongs to whoever confirmed it last. Nobody is told whose it was: the earlier row goes,
with what still waits there, and a new one comes, so that nothing sealed for one is read as another.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from conversations.dialog.reach import CODE_HOLDS
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from storage.cases import Case, place
from storage.dialects import insert_into
from storage.outbox import BULK, is_open
from storage.request_rows import APPLY, requested
from storage.schema import addresses, contact_codes, outbox
from storage.sealing import Lookup
from storage.selection_rows import apply_coming, apply_phone, selected
from storage.writeset import Row

MAIL = "email"
HOLDS_MS = int(CODE_HOLDS.total_seconds() * 1000)
_AT = select(addresses.c.id, addresses.c.applicant_id).where(
    addresses.c.lookup == bindparam("of_lookup")
)
_GONE = delete(addresses).where(addresses.c.id == bindparam("of_address"))
_CANCELLED = (
    update(outbox)
    .where(
        outbox.c.channel == MAIL,
        outbox.c.address_id == bindparam("of_address"),
        is_open(),
        outbox.c.status == "waiting",
    )
    .values(status="cancelled", reason="address gone", changed_at=bindparam("at"))
)
_UNSAID = (
    update(outbox)
    .where(
        outbox.c.case_id == bindparam("of_case"),
        outbox.c.kind.in_(("notice", BULK)),
        is_open(),
        outbox.c.status == "waiting",
    )
    .values(status="cancelled", reason="stopped", changed_at=bindparam("at"))
)
_OPENED = update(addresses).where(addresses.c.id == bindparam("of_address")).values(blocked_at=0)
_NO_CODE = delete(contact_codes).where(contact_codes.c.address_id == bindparam("of_address"))


def hash_of(lookup: Lookup, address_id: int, email: str, code: str) -> bytes:
    """Bound to whose talk it is and to the address that it confirms."""
    return lookup.of("contact code", f"{address_id}\0{email}\0{code}")


class Reaching:
    """Makes the rows, for `apply_reach` within the transaction of the turn."""

    def __init__(self, lookup: Lookup, new_id: Callable[[], int]) -> None:
        self._lookup, self._new_id = lookup, new_id

    def changes(self, case: Case, turn: Turn, at: int) -> list[Row]:
        """One row for each that changed."""
        before, after = case.state.contact, turn.state.contact
        rows: list[Row] = []
        old = before.email if before.email_confirmed else ""
        new = after.email if after.email_confirmed else ""
        if old and old != new:
            rows.append({"what": "gone", **self._whose(case, old), "at": at})
        if new and (new != old or before.bounced > after.bounced):
            rows.append({"what": "come", **self._whose(case, new), **self._row(case, new, at)})
        if turn.letter and turn.letter.code:
            rows.append({"what": "code", **self._code(case, turn, at)})
        if _hushed(turn.state) and not _hushed(case.state):
            rows.append({"what": "hushed", "case_id": case.id, "at": at})
        rows += selected(case, turn.state, at, self._lookup)
        return rows + requested(case, turn.state, at, self._new_id)

    def _whose(self, case: Case, email: str) -> Row:
        return {"lookup": self._lookup.of(f"address:{MAIL}", email), "owner": case.applicant_id}

    def _row(self, case: Case, email: str, at: int) -> Row:
        number = self._new_id()
        address = {
            "id": number,
            "applicant_id": case.applicant_id,
            "channel": MAIL,
            "lookup": self._lookup.of(f"address:{MAIL}", email),
            "sealed_id": case.seal.close(email.encode(), place("address", number)),
            "blocked_at": 0,
            "created_at": at,
        }
        return {"address": address, "talk": case.address_id, "at": at}

    def _code(self, case: Case, turn: Turn, at: int) -> Row:
        code = turn.letter.code if turn.letter else ""
        hashed = hash_of(self._lookup, case.address_id, turn.state.contact.email, code)
        return {"row": {"address_id": case.address_id, "code": hashed, "tries": 0, "made_at": at}}


def _hushed(state: State) -> bool:
    """Do they want no message unasked?"""
    return bool(state.stopped or state.blocked or not state.consent)


def apply_reach(connection: Connection, rows: Sequence[Row]) -> None:
    for row in rows:
        _APPLY[row["what"]](connection, row)


def _gone(connection: Connection, row: Row) -> None:
    for found in connection.execute(_AT, {"of_lookup": row["lookup"]}).all():
        if found.applicant_id == row["owner"]:
            _remove(connection, found.id, row["at"])


def _come(connection: Connection, row: Row) -> None:
    connection.execute(_NO_CODE, {"of_address": row["talk"]})
    found = connection.execute(_AT, {"of_lookup": row["lookup"]}).first()
    if found and found.applicant_id == row["owner"]:
        connection.execute(_OPENED, {"of_address": found.id})
        return
    if found:
        _remove(connection, found.id, row["at"])
    connection.execute(insert(addresses), row["address"])


def _hush(connection: Connection, row: Row) -> None:
    connection.execute(_UNSAID, {"of_case": row["case_id"], "at": row["at"]})


def _remove(connection: Connection, address_id: int, at: int) -> None:
    connection.execute(_CANCELLED, {"of_address": address_id, "at": at})
    connection.execute(_GONE, {"of_address": address_id})


def _made(connection: Connection, row: Row) -> None:
    new = insert_into(contact_codes, connection.dialect.name).values(**row["row"])
    fresh = {name: new.excluded[name] for name in ("code", "tries", "made_at")}
    connection.execute(new.on_conflict_do_update(index_elements=["address_id"], set_=fresh))


_APPLY = {
    "gone": _gone,
    "come": _come,
    "code": _made,
    "hushed": _hush,
    **APPLY,
    "phone": apply_phone,
    "coming": apply_coming,
}
