"""The selection as handlers see it: lists taken in, decisions, the ranking, and who is told.

Blocking: call in a thread. What was refused changed nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Engine

from conversations.selection.decision import (
    Decided,
    Decision,
    Outcome,
    last_stage,
    may_change,
    told_rightly,
)
from conversations.selection.difference import Difference
from conversations.selection.ranking import Ranking
from conversations.selection.sheet import Person
from storage import selection_decisions as decisions_sql
from storage import selection_final as final_sql
from storage import selection_lists as lists_sql
from storage import selection_status as status_sql
from storage import selection_telling as telling_sql
from storage.cases import millis, place
from storage.engines import Engines
from storage.keys import KeyStore
from storage.sealing import Lookup, MasterKey, Seal
from storage.selection_decisions import Author, Deciding, alone
from storage.selection_gate import hold_recipient
from storage.selection_import import Imports, Shown, Taking, owners_of
from storage.selection_letters import Laying, Work, lay
from storage.selection_lists import ListError, Publication, Wanted
from storage.selection_people import people
from storage.selection_signs import Signs
from storage.selection_status import Standing
from storage.selection_telling import Letter, Recipient
from storage.selection_whom import About, Whom
from storage.tokens import NUMBER_BYTES, Tokens

LEAVING: tuple[Outcome, ...] = ("withdrawn", "disqualified", "absent")


class Order(Struct, frozen=True):
    """Who of the staff does something, and when."""

    staff: int
    now: datetime

    @property
    def author(self) -> Author:
        return Author(self.staff, millis(self.now))


class List(Struct, frozen=True):
    """A list to be frozen: of which stage, what everybody is told, when they are invited to come,
    and by which ways this program can reach people.
    """

    stage: int
    texts: str
    meets_at: datetime | None
    ways: Collection[str]


class Selection:
    """One for each process. `read` and `write` are its engines."""

    def __init__(
        self,
        engines: tuple[Engine, Engine],
        keys: KeyStore,
        lookup: Lookup,
        new_id: Callable[[], int],
    ) -> None:
        self._read, self._write = engines
        self._keys, self._lookup, self._new_id = keys, lookup, new_id
        self._signs = Signs(lookup)
        self._tokens = Tokens(lookup, "attend")
        self._imports = Imports(engines, keys, lookup, new_id)

    def preview(self, taking: Taking) -> Shown:
        """Exactly what a list would change."""
        return self._imports.preview(taking)

    def take(self, taking: Taking, order: Order, digest: bytes = b"") -> Difference:
        """Takes a list in, whole or not at all.

        Raises `DoesNotFitError` and `ChangedMeanwhileError`.
        """
        return self._imports.take(taking, order.staff, millis(order.now), digest)

    def decided(self, posting: str) -> Mapping[int, Decided]:
        """Every decision by candidate and stage, without reasons."""
        with self._read.connect() as connection:
            return decisions_sql.decided(connection, posting)

    def decided_of(self, candidate: int) -> dict[int, Decision]:
        with self._read.connect() as connection:
            return decisions_sql.decided_of(connection, self._keys, candidate)

    def forged(self, posting: str) -> set[int]:
        """Candidates of whom a decision was changed behind the program's back."""
        with self._read.connect() as connection:
            return decisions_sql.forged(connection, posting, self._signs)

    def people(self, wanted: Sequence[int]) -> dict[int, Person]:
        """What is known of candidates, opened; whoever shows it notes that in the audit."""
        with self._read.connect() as connection:
            return people(connection, self._keys, wanted)

    def decide(
        self, about: About, candidate: int, decision: Decision, order: Order, stage: int = 0
    ) -> None:
        """One decision by hand, in the last stage of theirs where none is named: whoever leaves
        there is out of everything that follows. Raises `ListError`.
        """
        with self._write.begin() as connection:
            alone(connection)
            before = decisions_sql.decided_of(connection, self._keys, candidate)
            stage = stage or last_stage(before)
            if not before or not 0 < stage <= about.stages.final:
                raise ListError("unknown")
            if decision.outcome in LEAVING and not decision.reason.strip():
                raise ListError("reason")
            if not told_rightly(before, stage) and decision.outcome in LEAVING:
                raise ListError("out")
            if not may_change(before, stage, decision):
                raise ListError("stands_on")
            kept = before.get(stage)
            if decision.score is None and kept:
                decision = msgspec.structs.replace(decision, score=kept.score)
            work = Deciding(candidate, self._seal(connection, candidate), stage, decision)
            decisions_sql.decide(connection, [work], about.posting, order.author, self._signs)

    def places(self, posting: str) -> int | None:
        """How many are taken. Raises `ListError`."""
        with self._read.connect() as connection:
            return final_sql.places_of(connection, posting, self._signs)

    def set_places(self, posting: str, count: int, reason: str, order: Order) -> None:
        """Raises `ListError` where no reason is given."""
        if not reason.strip():
            raise ListError("reason")
        said = (count, reason.strip())
        with self._write.begin() as connection:
            alone(connection)
            final_sql.set_places(connection, posting, said, order.author, self._signs)

    def ranking(self, about: About) -> Ranking:
        """As it stands; without places everybody is out. Raises `ListError`."""
        with self._read.connect() as connection:
            count = final_sql.places_of(connection, about.posting, self._signs)
            return final_sql.ranking(connection, about.posting, about.stages, count or 0)

    def order_equals(self, about: About, ordered: list[int], reason: str, order: Order) -> None:
        """Raises `ListError` where these are not exactly all who have the same total."""
        with self._write.begin() as connection:
            of = (about.posting, about.stages)
            final_sql.order_equals(connection, of, (ordered, reason), order.author)

    def choose(self, about: About, order: Order) -> list[int]:
        """The final choice by rank; returns whose decision changed. Raises `ListError`."""
        with self._write.begin() as connection:
            of = (about.posting, about.stages)
            return final_sql.choose(connection, self._keys, of, order.author, self._signs)

    def freeze(self, about: About, wanted: List, order: Order) -> int:
        """A new list of everybody who passed the stage and was not told; returns its id.

        Raises `ListError`.
        """
        made = (self._new_id(), millis(order.now))
        with self._write.begin() as connection:
            alone(connection)
            if decisions_sql.forged(connection, about.posting, self._signs):
                raise ListError("forged")
            people_of = Whom(self._keys, self._signs, wanted.ways, made[1])
            whom = people_of.of(connection, about, wanted.stage)
            meets = millis(wanted.meets_at) if wanted.meets_at else 0
            new = Wanted(about.posting, wanted.stage, whom, wanted.texts, meets)
            return lists_sql.freeze(connection, new, order.staff, self._signs, made)

    def approve(self, number: int, digest: bytes, order: Order) -> None:
        """A second person releases it. Raises `ListError`."""
        with self._write.begin() as connection:
            alone(connection)
            step = (self._signs, millis(order.now))
            lists_sql.approve(connection, number, order.staff, digest, step)

    def publish(self, number: int, order: Order) -> None:
        """Raises `ListError`."""
        with self._write.begin() as connection:
            alone(connection)
            lists_sql.publish(connection, number, self._signs, millis(order.now))

    def cancel(self, number: int) -> None:
        """Raises `ListError`."""
        with self._write.begin() as connection:
            alone(connection)
            lists_sql.cancel(connection, number, self._signs)

    def publication(self, number: int) -> Publication | None:
        with self._read.connect() as connection:
            return lists_sql.publication(connection, number)

    def publications(self, posting: str) -> list[Publication]:
        """The newest first."""
        with self._read.connect() as connection:
            return lists_sql.all_of(connection, posting)

    def status(self, number: int) -> list[Standing]:
        """What became of each on a list."""
        with self._read.connect() as connection:
            return status_sql.status(connection, number)

    def clear(self, number: int, candidate: int, note: str, order: Order) -> bool:
        """Staff reached them by hand; False where nobody was to be."""
        with self._write.begin() as connection:
            seal = self._seal(connection, candidate)
            sealed = seal.close(note.encode(), place("cleared", number, candidate))
            said = (sealed, millis(order.now))
            return status_sql.clear(connection, (number, candidate), order.staff, said)

    def bounced(self, email: str) -> int:
        """Mail to that address came back."""
        with self._write.begin() as connection:
            return status_sql.bounced(connection, self._lookup.of("address:email", email))

    def due(self, posting: str, most: int) -> list[Recipient]:
        """Who on published lists was not told yet."""
        with self._read.connect() as connection:
            return telling_sql.due(connection, posting, most)

    def due_in_chat(self, posting: str, since: datetime, after: int, most: int) -> list[Recipient]:
        """Whose talk does not repeat it yet, behind the candidate `after`."""
        with self._read.connect() as connection:
            return telling_sql.due_in_chat(connection, posting, millis(since), after, most)

    def due_reminders(
        self, posting: str, between: tuple[datetime, datetime], most: int
    ) -> list[Recipient]:
        """Who is invited to come within these times, and was not reminded."""
        first, last = between
        with self._read.connect() as connection:
            times = (millis(first), millis(last))
            return telling_sql.due_reminders(connection, posting, times, most)

    def tell(
        self, work: Sequence[tuple[Recipient, Sequence[Letter]]], what: str, now: datetime
    ) -> set[int]:
        """Lays letters out to be sent, each once; returns the candidates to whom the gate is open.

        Whoever was erased meanwhile is held like those to whom it is shut.
        """
        seals = self._keys.seals([to.applicant_id for to, _ in work])
        held = [to for to, _ in work if to.applicant_id not in seals]
        letters = [Work(to, said, seals[to.applicant_id]) for to, said in work if to not in held]
        laying = Laying(self._lookup, self._new_id, millis(now))
        with self._write.begin() as connection:
            alone(connection)
            for to in held:
                hold_recipient(connection, to.publication, to.candidate, "erased")
            return lay(connection, letters, what, laying)

    def attend_token(self, to: Recipient) -> str:
        """For a page on which they say that they come."""
        return self._tokens.make(to.publication, to.candidate)

    def attending(self, token: str) -> Recipient | None:
        """Whom a token leads to; None for what is none of ours, or of who is not invited."""
        payload = self._tokens.read(token, 2)
        if payload is None:
            return None
        numbers = (int.from_bytes(payload[:NUMBER_BYTES]), int.from_bytes(payload[NUMBER_BYTES:]))
        with self._read.connect() as connection:
            return telling_sql.invited(connection, *numbers)

    def comes(self, publication: int, candidate: int, now: datetime) -> Recipient | None:
        """They said that they come; to what, or None where they are not invited."""
        with self._write.begin() as connection:
            found = telling_sql.invited(connection, publication, candidate)
            if found is None or not found.meets_at:
                return None
            telling_sql.comes(connection, publication, candidate, millis(now))
            return found

    def _seal(self, connection: Connection, candidate: int) -> Seal:
        """Raises `ListError` where the candidate is not known, or was erased."""
        owner = owners_of(connection, [candidate]).get(candidate)
        seal = self._keys.seal(owner) if owner else None
        if seal is None:
            raise ListError("unknown")
        return seal


def open_selection(engines: Engines, master: MasterKey, new_id: Callable[[], int]) -> Selection:
    """For a command, over engines that it closes itself. Raises `SealBrokenError`."""
    keys = KeyStore(engines.keys, master)
    lookup = Lookup(keys.index_key(millis(datetime.now(UTC))))
    return Selection((engines.read, engines.write), keys, lookup, new_id)
