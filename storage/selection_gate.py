"""The gate: who may be told a result is read again in each transaction that sends.

Told is only who, as everything stands in that moment, passed the stage and every one before, by
decisions that carry their sign; on a list that two people released and that was published; in a
line that is still what was frozen. Whatever differs is not sent, and staff see it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select, update

from conversations.selection.decision import Decision, told_rightly
from conversations.selection.frozen import Heading, Member, list_hash
from storage.dialects import locked
from storage.schema import outbox
from storage.schema_selection import (
    candidate_lookups,
    decisions,
    places,
    publication_recipients,
    publications,
    result_messages,
)
from storage.sealing import Lookup
from storage.selection_signs import Signs, is_same
from storage.writeset import Row

RESULT = "result"
"""The kind of the outbox rows that pass here, and are never sent again by themselves."""
HELD = "gate"
Place = Mapping[str, Any]


class Line(Struct, frozen=True):
    """One line of a list as it stands now; `sign` as it is to be."""

    member: Member
    sign: bytes


class Gate:
    """For a store: what is leased, or about to be shown, passes here."""

    def __init__(self, lookup: Lookup) -> None:
        self._signs = Signs(lookup)

    def leased(self, connection: Connection, rows: list[Row], at: int) -> list[Row]:
        """Those that go out; the rest is held."""
        free = allowed(connection, rows, self._signs)
        if len(free) < len(rows):
            hold(connection, [row for row in rows if row not in free], at)
        return free

    def shown(self, held: list[Row], connection: Connection, rows: Sequence[Row]) -> set[int]:
        """Numbers of messages of a talk that may be shown now; the rest joins `held`."""
        free = allowed(connection, rows, self._signs)
        held += [row for row in rows if row not in free]
        return {row["seq"] for row in free}


def allowed(connection: Connection, rows: Sequence[Row], signs: Signs) -> list[Row]:
    """Those of `rows` (leased, or about to be shown) that may go out."""
    results = [row for row in rows if row["kind"] == RESULT]
    if not results:
        return list(rows)
    free = _free(connection, results, signs)
    return [row for row in rows if row["kind"] != RESULT or (row["case_id"], row["seq"]) in free]


def hold(connection: Connection, rows: Iterable[Row], at: int) -> None:
    """What may not go out is cancelled, and stands for staff to look at."""
    for row in rows:
        which = (outbox.c.case_id == row["case_id"], outbox.c.seq == row["seq"])
        held = {"status": "cancelled", "reason": HELD, "changed_at": at}
        connection.execute(
            update(outbox).where(*which, outbox.c.status.in_(("waiting", "leased"))).values(**held)
        )
        message = connection.execute(select(result_messages).where(
            result_messages.c.case_id == row["case_id"], result_messages.c.seq == row["seq"]
        )).first()  # fmt: skip
        if message:
            hold_recipient(connection, message.publication_id, message.candidate_id, HELD)


def hold_recipient(connection: Connection, publication: int, candidate: int, reason: str) -> None:
    which = update(publication_recipients).where(
        publication_recipients.c.publication_id == publication,
        publication_recipients.c.candidate_id == candidate,
    )
    connection.execute(which.values(held=reason))


def standing(
    connection: Connection, publication: Place, signs: Signs, only: Sequence[int] | None = None
) -> dict[int, Line]:
    """The lines of a list as everything stands now, by candidate: without who may not be told.

    `only` some candidates, else all of them.
    """
    whom = _recipients(connection, publication["id"], only)
    rightly = passers(connection, publication, list(whom), signs)
    head = heading(connection, publication, signs, ranked=_ranked(whom))
    if head is None:
        return {}
    of = {candidate: (row["place"], row["ways"]) for candidate, row in whom.items()}
    return lines_of(connection, publication, (rightly, of, head), signs)


def lines_of(
    connection: Connection,
    publication: Place,
    about: tuple[Mapping[int, Decision], Mapping[int, tuple[int, str]], Heading],
    signs: Signs,
) -> dict[int, Line]:
    """The lines of those who passed, by their places and ways."""
    passed, of, head = about
    known = _known(connection, list(passed))
    found = {}
    for candidate, decision in passed.items():
        hashes = tuple(sorted(known.get(candidate, {}).items()))
        member = Member(candidate, decision.outcome, decision.score, *of[candidate], hashes)
        found[candidate] = Line(member, signs.line(publication["id"], head, member))
    return found


def passers(
    connection: Connection, publication: Place, wanted: Sequence[int], signs: Signs
) -> dict[int, Decision]:
    """Those of `wanted` who passed the stage, as their signed decisions say."""
    stage, found = publication["stage"], _decided(connection, wanted, signs)
    return {
        candidate: decided[stage]
        for candidate, decided in found.items()
        if told_rightly(decided, stage)
    }


def heading(
    connection: Connection, publication: Place, signs: Signs, *, ranked: bool
) -> Heading | None:
    """What the list is about now. `ranked`: places belong to it; None where their number carries
    no sign.
    """
    about = (publication["posting"], publication["stage"], publication["number"])
    if not ranked:
        return Heading(*about, 0, publication["texts"])
    wanted = select(places).where(places.c.posting == publication["posting"])
    row = connection.execute(wanted).mappings().first()
    if row is None or not is_same(row["sign"], signs.places(dict(row))):
        return None
    return Heading(*about, row["count"], publication["texts"])


def is_whole(connection: Connection, publication: Place, signs: Signs) -> bool:
    """Is the list what was frozen, to the last line?"""
    if not is_same(publication["sign"], signs.publication(publication)):
        return False
    whom = _recipients(connection, publication["id"], None)
    lines = standing(connection, publication, signs)
    if set(lines) != set(whom):
        return False
    head = heading(connection, publication, signs, ranked=_ranked(whom))
    digest = list_hash(head, [line.member for line in lines.values()]) if head else b""
    signed = all(is_same(whom[number]["sign"], line.sign) for number, line in lines.items())
    return signed and digest == bytes(publication["list_hash"])


def may_be_told(
    connection: Connection, publication: Place, wanted: Sequence[int], signs: Signs
) -> set[int]:
    """Those of the candidates `wanted` to whom this publication may be told now."""
    if publication["state"] != "published" or publication["approver_id"] is None:
        return set()
    if publication["approver_id"] == publication["author_id"]:
        return set()
    if not is_same(publication["sign"], signs.publication(publication)):
        return set()
    whom = _recipients(connection, publication["id"], wanted)
    lines = standing(connection, publication, signs, wanted)
    return {
        number
        for number, line in lines.items()
        if not whom[number]["held"] and is_same(whom[number]["sign"], line.sign)
    }


def _ranked(whom: Mapping[int, Place]) -> bool:
    return any(row["place"] for row in whom.values())


def _free(connection: Connection, rows: Sequence[Row], signs: Signs) -> set[tuple[int, int]]:
    """Case and number of the messages that may go out."""
    whose: dict[int, dict[tuple[int, int], int]] = {}
    for row in rows:
        found = connection.execute(select(result_messages).where(
            result_messages.c.case_id == row["case_id"], result_messages.c.seq == row["seq"]
        )).first()  # fmt: skip
        if found:
            key = (row["case_id"], row["seq"])
            whose.setdefault(found.publication_id, {})[key] = found.candidate_id
    free = set()
    for number, messages in whose.items():
        which = select(publications).where(publications.c.id == number)
        found_row = connection.execute(locked(connection, which)).mappings().first()
        whom = list(messages.values())
        told = may_be_told(connection, dict(found_row), whom, signs) if found_row else set()
        free |= {key for key, candidate in messages.items() if candidate in told}
    return free


def _recipients(
    connection: Connection, publication: int, only: Sequence[int] | None
) -> dict[int, Mapping[str, Any]]:
    table = publication_recipients
    wanted = select(table).where(table.c.publication_id == publication)
    if only is not None:
        wanted = wanted.where(table.c.candidate_id.in_(only))
    rows = connection.execute(locked(connection, wanted)).mappings()
    return {row["candidate_id"]: dict(row) for row in rows}


def _decided(
    connection: Connection, wanted: Sequence[int], signs: Signs
) -> dict[int, dict[int, Decision]]:
    """Every decision of candidates, held until the transaction ends; one without its sign is as
    good as none, and whoever has one is told nothing.
    """
    found: dict[int, dict[int, Decision]] = {}
    unsigned = set()
    which = select(decisions).where(decisions.c.candidate_id.in_(wanted))
    for row in connection.execute(locked(connection, which)).mappings():
        candidate = row["candidate_id"]
        found.setdefault(candidate, {})[row["stage"]] = Decision(row["outcome"], row["score"])
        if not is_same(row["sign"], signs.decision(dict(row))):
            unsigned.add(candidate)
    return {number: decided for number, decided in found.items() if number not in unsigned}


def _known(connection: Connection, wanted: Sequence[int]) -> dict[int, dict[str, str]]:
    table = candidate_lookups
    found: dict[int, dict[str, str]] = {}
    for row in connection.execute(select(table).where(table.c.candidate_id.in_(wanted))):
        found.setdefault(row.candidate_id, {})[row.kind] = bytes(row.lookup).hex()
    return found
