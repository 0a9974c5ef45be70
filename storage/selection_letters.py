"""Lays letters to passers into the outbox. Blocking.

Each is noted with its row of the outbox in one transaction, once for each way: repeated after
whatever crashed, it is there already. It goes out through the gate.
"""

from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, func, insert, select, update

from conversations.dialog.state import State
from conversations.dialog.stored import encode
from storage.cases import place
from storage.schema import addresses, cases, outbox
from storage.schema_selection import publication_recipients, publications, result_messages
from storage.sealing import Lookup, Seal
from storage.selection_gate import HELD, RESULT, hold_recipient, may_be_told
from storage.selection_signs import Signs
from storage.selection_telling import APART, Letter, Recipient, note_row
from storage.writeset import Row

_ENCODE = msgspec.json.Encoder().encode
Noted = set[tuple[int, int, str]]
"""Publication, candidate and way of what was laid before."""


class Work(Struct, frozen=True):
    """What goes to one of them, sealed with their key."""

    to: Recipient
    letters: Sequence[Letter]
    seal: Seal


class Laying(Struct):
    """Everything that one transaction adds, and what was there before it."""

    lookup: Lookup
    new_id: Callable[[], int]
    at: int
    noted: Noted = field(default_factory=set)
    carriers: dict[int, tuple[int, int]] = field(default_factory=dict)
    reached: dict[tuple[int, str], int] = field(default_factory=dict)
    cases: list[Row] = field(default_factory=list)
    addresses: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    outbox: list[Row] = field(default_factory=list)


def lay(connection: Connection, work: Sequence[Work], what: str, laying: Laying) -> set[int]:
    """Returns the candidates to whom the gate is open; the others are held."""
    free = _free(connection, [each.to for each in work], Signs(laying.lookup))
    open_ = [each for each in work if each.to.candidate in free]
    for each in work:
        if each.to.candidate not in free:
            hold_recipient(connection, each.to.publication, each.to.candidate, HELD)
    _before(connection, open_, what, laying)
    for each in open_:
        for letter in each.letters:
            _lay(each, what, letter, laying)
    _write(connection, laying)
    if what == RESULT:
        _told(connection, open_, laying.at)
    return free


def _free(connection: Connection, whom: Sequence[Recipient], signs: Signs) -> set[int]:
    free: set[int] = set()
    for number in {to.publication for to in whom}:
        which = select(publications).where(publications.c.id == number)
        row = dict(connection.execute(which).mappings().one())
        mine = [to.candidate for to in whom if to.publication == number]
        free |= may_be_told(connection, row, mine, signs)
    return free


def _before(connection: Connection, work: Sequence[Work], what: str, laying: Laying) -> None:
    """What was laid before, and by which rows these people are reached."""
    numbers = {each.to.publication for each in work}
    notes = select(result_messages).where(
        result_messages.c.publication_id.in_(numbers), result_messages.c.what == what
    )
    laying.noted = {
        (row.publication_id, row.candidate_id, row.way) for row in connection.execute(notes)
    }
    owners = [each.to.applicant_id for each in work]
    carried = select(cases.c.applicant_id, cases.c.id, func.coalesce(func.max(outbox.c.seq), 0))
    carried = (
        carried.outerjoin(outbox, outbox.c.case_id == cases.c.id)
        .where(cases.c.applicant_id.in_(owners), cases.c.posting == APART)
        .group_by(cases.c.applicant_id, cases.c.id)
    )
    laying.carriers = {row[0]: (row[1], row[2]) for row in connection.execute(carried)}
    known = select(addresses.c.applicant_id, addresses.c.channel, addresses.c.id)
    rows = connection.execute(known.where(addresses.c.applicant_id.in_(owners)))
    laying.reached = {(row.applicant_id, row.channel): row.id for row in rows}


def _lay(each: Work, what: str, letter: Letter, laying: Laying) -> None:
    to = each.to
    if (to.publication, to.candidate, letter.way) in laying.noted:
        return
    case_id, seq = _carrier(each, laying)
    note = {**note_row(to, what, laying.at), "way": letter.way, "case_id": case_id, "seq": seq}
    laying.notes.append(note)
    message = msgspec.structs.replace(letter.message, seq=seq)
    laying.outbox.append({
        "case_id": case_id, "seq": seq, "address_id": _address(each, letter, laying),
        "channel": letter.way, "kind": RESULT, "key": message.key,
        "body": each.seal.close(_ENCODE(message), place("outbox", case_id, seq)), "replaces": 0,
        "status": "waiting", "reason": "", "sent_id": "", "attempts": 0, "lease": 0,
        "leased_by": 0, "leased_until": 0, "not_before": 0, "not_after": letter.until,
        "created_at": laying.at, "changed_at": laying.at,
    })  # fmt: skip


def _carrier(each: Work, laying: Laying) -> tuple[int, int]:
    """The row that carries letters to this candidate, and the next number in it."""
    owner = each.to.applicant_id
    if owner not in laying.carriers:
        number = laying.new_id()
        laying.carriers[owner] = (number, 0)
        laying.cases.append({
            "id": number, "applicant_id": owner, "posting": APART, "version": 1,
            "state": each.seal.close(encode(State()), place("case", number)),
            "language": each.to.language or "id", "progress": "", "verdict": "", "consented": 0,
            "last_seen": 0, "created_at": laying.at,
        })  # fmt: skip
    number, last = laying.carriers[owner]
    laying.carriers[owner] = (number, last + 1)
    return number, last + 1


def _address(each: Work, letter: Letter, laying: Laying) -> int:
    """Where the letter goes: an address of the list, which no talk and no reminder knows."""
    key = (each.to.applicant_id, letter.way)
    known = laying.reached.get(key)
    number = known or laying.new_id()
    sealed = each.seal.close(letter.to.encode(), place("address", number))
    if known:
        laying.moved.append({"id": number, "sealed_id": sealed})
        return number
    laying.reached[key] = number
    lookup = laying.lookup.of(f"listed:{letter.way}", str(each.to.candidate))
    laying.addresses.append({
        "id": number, "applicant_id": each.to.applicant_id, "channel": letter.way,
        "lookup": lookup, "sealed_id": sealed, "blocked_at": 0, "created_at": laying.at,
    })  # fmt: skip
    return number


def _write(connection: Connection, laying: Laying) -> None:
    for table, rows in (
        (cases, laying.cases),
        (addresses, laying.addresses),
        (result_messages, laying.notes),
        (outbox, laying.outbox),
    ):
        if rows:
            connection.execute(insert(table), rows)
    for row in laying.moved:
        which = update(addresses).where(addresses.c.id == row["id"])
        connection.execute(which.values(sealed_id=row["sealed_id"], blocked_at=0))


def _told(connection: Connection, work: Sequence[Work], at: int) -> None:
    table = publication_recipients
    by_list = {
        number: [each.to.candidate for each in work if each.to.publication == number]
        for number in {each.to.publication for each in work}
    }
    for number, whom in by_list.items():
        which = (table.c.publication_id == number, table.c.candidate_id.in_(whom))
        connection.execute(update(table).where(*which).values(told_at=at))
