"""What became of each on a list: told, not reached, cleared by hand. Blocking."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, exists, select, update

from storage.schema import outbox
from storage.schema_selection import (
    attendance,
    candidate_lookups,
    candidates,
    publication_recipients,
    publications,
    result_messages,
)
from storage.selection_gate import RESULT
from storage.selection_telling import ARRIVED, REACHES

OPEN = ("waiting", "leased")
BOUNCED = "bounced"


class Sent(Struct, frozen=True):
    """One message: what it says, by which way, and what became of it."""

    what: str
    way: str
    status: str
    reason: str = ""


class Standing(Struct, frozen=True):
    """One on a list. `held`: why nothing goes out to them any more. Times are milliseconds."""

    candidate: int
    case_id: int
    place: int
    ways: tuple[str, ...]
    told_at: int
    held: str
    cleared_at: int
    coming: bool
    messages: tuple[Sent, ...] = ()

    @property
    def reached(self) -> bool:
        """Did they get it by a way that the announcement names?"""
        return self.held != BOUNCED and any(each.status in ARRIVED for each in self._results)

    @property
    def going(self) -> bool:
        """Is something still on its way?"""
        untold = not self.told_at and not self.held and bool({*self.ways} & {*REACHES})
        return untold or any(each.status in OPEN for each in self._results)

    @property
    def to_clear(self) -> bool:
        """Does a person have to reach them by hand, and did not say so yet?"""
        return not (self.reached or self.going or self.cleared_at)

    @property
    def _results(self) -> list[Sent]:
        return [each for each in self.messages if each.what == RESULT and each.way in REACHES]


def status(connection: Connection, publication: int) -> list[Standing]:
    """Everybody on it, by place and then as they stand."""
    messages = _messages(connection, publication)
    table = publication_recipients
    coming = exists().where(
        attendance.c.publication_id == publication,
        attendance.c.candidate_id == table.c.candidate_id,
    )
    wanted = (
        select(table, candidates.c.case_id, coming.label("coming"))
        .join(candidates, candidates.c.id == table.c.candidate_id)
        .where(table.c.publication_id == publication)
        .order_by(table.c.place, table.c.candidate_id)
    )
    return [
        Standing(
            row.candidate_id, row.case_id, row.place, tuple(row.ways.split()), row.told_at,
            row.held, row.cleared_at, bool(row.coming),
            tuple(messages.get(row.candidate_id, ())),
        )
        for row in connection.execute(wanted)
    ]  # fmt: skip


def clear(connection: Connection, of: tuple[int, int], staff: int, note: tuple[bytes, int]) -> bool:
    """A person reached them. False where nobody was to be cleared."""
    publication, candidate = of
    sealed, at = note
    which = next((s for s in status(connection, publication) if s.candidate == candidate), None)
    if which is None or not which.to_clear:
        return False
    table = publication_recipients
    mine = (table.c.publication_id == publication, table.c.candidate_id == candidate)
    values = {"cleared_by": staff, "cleared_at": at, "sealed_note": sealed}
    connection.execute(update(table).where(*mine).values(**values))
    return True


def bounced(connection: Connection, key: bytes) -> int:
    """A letter to the mailbox of this keyed hash came back; returns how many it concerns."""
    whom = select(candidate_lookups.c.candidate_id).where(
        candidate_lookups.c.lookup == key, candidate_lookups.c.kind == "email"
    )
    table = publication_recipients
    mine = (table.c.candidate_id.in_(whom), table.c.told_at > 0, table.c.held == "")
    return connection.execute(update(table).where(*mine).values(held=BOUNCED)).rowcount


def told_before(connection: Connection, posting: str, stage: int) -> set[int]:
    """Candidates who were told of this stage already, or reached by hand."""
    wanted = (
        select(publications.c.id)
        .where(publications.c.posting == posting, publications.c.stage == stage)
        .where(publications.c.state == "published")
    )
    found: set[int] = set()
    for number in connection.execute(wanted).scalars().all():
        found |= {
            each.candidate
            for each in status(connection, number)
            if each.cleared_at or not each.held or each.reached
        }
    return found


def _messages(connection: Connection, publication: int) -> dict[int, Sequence[Sent]]:
    wanted = (
        select(result_messages, outbox.c.status, outbox.c.reason)
        .join(
            outbox,
            (outbox.c.case_id == result_messages.c.case_id)
            & (outbox.c.seq == result_messages.c.seq),
        )
        .where(result_messages.c.publication_id == publication)
        .order_by(result_messages.c.at, result_messages.c.way)
    )
    found: dict[int, list[Sent]] = {}
    for row in connection.execute(wanted):
        sent = Sent(row.what, row.way, row.status, row.reason)
        found.setdefault(row.candidate_id, []).append(sent)
    return dict(found)
