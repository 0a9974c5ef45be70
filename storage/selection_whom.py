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
from storage.selection_people import lookups_of, people, talks_of
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
        hashes = lookups_of(connection, whom)
        wanted = select(candidates.c.id, candidates.c.case_id).where(candidates.c.id.in_(whom))
        found: dict[int, set[str]] = {}
        for number, case in connection.execute(wanted).all():
            if not case:
                agreed = talks_of(connection, posting, hashes.get(number, {}))
                case = agreed.pop() if len(agreed) == 1 else 0  # noqa: PLW2901 - found only now
                if case:
                    decisions_sql.link(connection, number, case, self._at)
            if case:
                found[number] = _channels(connection, case)
        return found


def _channels(connection: Connection, case: int) -> set[str]:
    """Where somebody who agreed to be written to is reached."""
    wanted = (
        select(addresses.c.channel)
        .join(cases, cases.c.applicant_id == addresses.c.applicant_id)
        .where(cases.c.id == case, cases.c.consented == 1, addresses.c.blocked_at == 0)
    )
    return set(connection.execute(wanted).scalars())
