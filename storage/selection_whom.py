"""Whom a list is for, with their places and the ways by which they are reached. Blocking."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from conversations.selection.decision import told_rightly
from conversations.selection.sheet import Person
from conversations.selection.stages import Stages
from storage import selection_decisions as decisions_sql
from storage import selection_final as final_sql
from storage import selection_status as status_sql
from storage.keys import KeyStore
from storage.schema import addresses, cases
from storage.schema_selection import candidates
from storage.selection_lists import ListError
from storage.selection_people import AT_ONCE, lookups_of, people, talks_of
from storage.selection_signs import Signs
from storage.selection_telling import CHAT


class About(Struct, frozen=True):
    """The posting whose selection it is, and its stages."""

    posting: str
    stages: Stages


class Whom:
    """`ways` are those by which this program can reach people; `at` is now (ms)."""

    def __init__(self, keys: KeyStore, signs: Signs, ways: Collection[str], at: int) -> None:
        self._keys, self._signs, self._ways_here, self._at = keys, signs, ways, at

    def of(self, connection: Connection, about: About, stage: int) -> dict[int, tuple[int, str]]:
        """Everybody who passed the stage and was not told: place and ways. Raises `ListError`."""
        everybody = decisions_sql.decided(connection, about.posting)
        before = status_sql.told_before(connection, about.posting, stage)
        passed = {n for n, mine in everybody.items() if told_rightly(mine, stage)}
        ranks: Mapping[int, int] = {}
        if stage == about.stages.final:
            ranks = self._ranks(connection, about, passed)
        whom = sorted(passed - before)
        ways = self._ways(connection, about.posting, whom)
        return {number: (ranks.get(number, 0), ways[number]) for number in whom}

    def _ranks(
        self, connection: Connection, about: About, passed: Collection[int]
    ) -> Mapping[int, int]:
        """The places of everybody who is chosen. Raises `ListError`."""
        count = final_sql.places_of(connection, about.posting, self._signs)
        if not count:
            raise ListError("places")
        found = final_sql.ranking(connection, about.posting, about.stages, count)
        ranks = final_sql.ranks_of(found)
        if found.undecided:
            raise ListError("tied")
        if set(ranks) != set(passed):
            raise ListError("choose")
        return ranks

    def _ways(
        self,
        connection: Connection,
        posting: str,
        whom: Sequence[int],
    ) -> dict[int, str]:
        """By which ways each is reached, best first; "" where by none."""
        known = people(connection, self._keys, whom)
        talks = self._talks(connection, posting, whom)
        found = {}
        for number in whom:
            person, reached = known.get(number, Person()), talks.get(number, set())
            mine = {
                "email": bool(person.email) or "email" in reached,
                "whatsapp": bool(person.phone),
            }
            words = [way for way in ("email", "whatsapp") if way in self._ways_here and mine[way]]
            words += [CHAT] if reached - {"email"} else []
            found[number] = " ".join(words)
        return found

    def _talks(
        self, connection: Connection, posting: str, whom: Sequence[int]
    ) -> dict[int, set[str]]:
        """The channels of each candidate who talks here; who began to only now is found."""
        known = cases_of(connection, whom)
        stranger = [number for number in whom if not known[number]]
        hashes = lookups_of(connection, stranger)
        for number, case in talks_of(connection, posting, hashes).items():
            decisions_sql.link(connection, number, case, self._at)
            known[number] = case
        channels = _channels(connection, [case for case in known.values() if case])
        return {number: channels.get(case, set()) for number, case in known.items()}


def cases_of(connection: Connection, whom: Sequence[int]) -> dict[int, int]:
    """The talk of each candidate; 0: none."""
    found: dict[int, int] = {}
    for at in range(0, len(whom), AT_ONCE):
        which = candidates.c.id.in_(whom[at : at + AT_ONCE])
        rows = connection.execute(select(candidates.c.id, candidates.c.case_id).where(which))
        found.update({row.id: row.case_id for row in rows})
    return found


def _channels(connection: Connection, known: Sequence[int]) -> dict[int, set[str]]:
    """Where those who agreed to be written to are reached, by case."""
    found: dict[int, set[str]] = {}
    for at in range(0, len(known), AT_ONCE):
        wanted = (
            select(cases.c.id, addresses.c.channel)
            .join(cases, cases.c.applicant_id == addresses.c.applicant_id)
            .where(cases.c.id.in_(known[at : at + AT_ONCE]))
            .where(cases.c.consented == 1, addresses.c.blocked_at == 0)
        )
        for case, channel in connection.execute(wanted):
            found.setdefault(case, set()).add(channel)
    return found
