"""The ranking as it stands, and the choice that follows from it. Blocking."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from conversations.selection.decision import Decision, told_rightly, total
from conversations.selection.ranking import Entry, Ranking, ranked
from conversations.selection.stages import Stages
from storage.dialects import insert_into
from storage.keys import KeyStore
from storage.schema_selection import places
from storage.selection_decisions import (
    Author,
    Deciding,
    alone,
    decide,
    decided,
    forged,
    orders,
    set_orders,
)
from storage.selection_import import owners_of
from storage.selection_lists import ListError
from storage.selection_signs import Signs, is_same

GONE = ("withdrawn", "disqualified", "absent")
FEWER = "places"
"""The reason where the places do not suffice any more."""
All = Mapping[int, Mapping[int, Decision]]


def places_of(connection: Connection, posting: str, signs: Signs) -> int | None:
    """How many are taken; None where nobody said it yet. Raises `ListError`."""
    row = connection.execute(select(places).where(places.c.posting == posting)).mappings().first()
    if row is None:
        return None
    if not is_same(row["sign"], signs.places(dict(row))):
        raise ListError("forged")
    return int(row["count"])


def set_places(
    connection: Connection, posting: str, said: tuple[int, str], author: Author, signs: Signs
) -> None:
    """How many, and why."""
    count, reason = said
    row = {"posting": posting, "count": count}
    sign = signs.places(row)
    row |= {"reason": reason, "author_id": author.id, "at": author.at, "sign": sign}
    new = insert_into(places, connection.dialect.name).values(**row)
    fresh = {name: new.excluded[name] for name in row if name != "posting"}
    connection.execute(new.on_conflict_do_update(index_elements=["posting"], set_=fresh))


def ranking(connection: Connection, posting: str, stages: Stages, count: int) -> Ranking:
    """Everybody who passed each stage and did not leave, best first."""
    return ranked(entries(connection, posting, stages), count)


def entries(connection: Connection, posting: str, stages: Stages) -> list[Entry]:
    last = stages.final - 1
    everybody = decided(connection, posting)
    held = orders(connection, posting)
    whole = {
        number: {stage: each for stage, each in mine.items() if stage <= last}
        for number, mine in everybody.items()
        if told_rightly(mine, last) and not _left(mine, stages.final)
    }
    scored = {
        stage for mine in whole.values() for stage, each in mine.items() if each.score is not None
    }
    found = []
    for number, mine in whole.items():
        points = total(mine)
        of_total, position, _ = held.get(number, (None, 0, ""))
        gaps = tuple(stage for stage in sorted(scored) if mine[stage].score is None)
        found.append(Entry(number, points, position if of_total == points else 0, gaps))
    return found


def choose(
    connection: Connection,
    keys: KeyStore,
    about: tuple[str, Stages],
    author: Author,
    signs: Signs,
) -> list[int]:
    """Writes the final decisions of everybody whose place changed. Raises `ListError`."""
    posting, stages = about
    alone(connection)
    if forged(connection, posting, signs):
        raise ListError("forged")
    count = places_of(connection, posting, signs)
    if count is None:
        raise ListError("places")
    found = ranking(connection, posting, stages, count)
    if found.undecided:
        raise ListError("tied")
    if found.lacking:
        raise ListError("scores")
    changed = _changes(decided(connection, posting), found, stages.final)
    owners = owners_of(connection, sorted(changed))
    seals = keys.seals(sorted(owners.values()))
    work = [
        Deciding(number, seals[owners[number]], stages.final, decision)
        for number, decision in changed.items()
    ]
    decide(connection, work, posting, author, signs)
    return sorted(changed)


def order_equals(
    connection: Connection,
    about: tuple[str, Stages],
    said: tuple[list[int], str],
    author: Author,
) -> None:
    """A person says in which order equals stand, and why. Raises `ListError`."""
    (posting, stages), (ordered, reason) = about, said
    alone(connection)
    if not reason.strip():
        raise ListError("reason")
    points = {each.candidate: each.total for each in entries(connection, posting, stages)}
    group = {points.get(number) for number in ordered}
    equals = {number for number, each in points.items() if {each} == group}
    if len(group) != 1 or equals != set(ordered) or len(ordered) != len(equals):
        raise ListError("equals")
    set_orders(
        connection,
        [
            {
                "candidate_id": number, "posting": posting, "total": points[number],
                "position": position, "reason": reason.strip(), "author_id": author.id,
                "at": author.at,
            }
            for position, number in enumerate(ordered, 1)
        ],
    )  # fmt: skip


def ranks_of(found: Ranking) -> dict[int, int]:
    """The place of each who is chosen, from 1."""
    return {line.entry.candidate: at for at, line in enumerate(found.chosen, 1)}


def _changes(everybody: All, found: Ranking, final: int) -> dict[int, Decision]:
    """What is to be decided anew: those who got a place, and those who lost one."""
    chosen = set(ranks_of(found))
    changed = {}
    for line in found.lines:
        number = line.entry.candidate
        before = everybody[number].get(final)
        if number in chosen and (before is None or before.outcome != "pass"):
            changed[number] = Decision("pass")
        elif number not in chosen and before is not None and before.outcome == "pass":
            changed[number] = Decision("fail", None, FEWER)
    return changed


def _left(mine: Mapping[int, Decision], final: int) -> bool:
    return final in mine and mine[final].outcome in GONE
