"""A random history of a selection: lists, corrections, publications, one edit behind the program's
back, one kill, a clock that jumps. Held against what a plain model says of who may be told.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Engine, event, select, text

from conversations.dialog.message import Message
from conversations.selection.decision import Decision, Outcome, told_rightly
from conversations.selection.sheet import Person, Row, Sheet
from storage.cases import millis
from storage.outbox import Claim, Ledger
from storage.schema_selection import candidate_lookups, result_messages
from storage.sealing import Lookup
from storage.selection import List, Order, Selection
from storage.selection_gate import Gate
from storage.selection_import import ChangedMeanwhileError, DoesNotFitError, Taking
from storage.selection_lists import ListError
from storage.selection_people import keys_of
from storage.selection_telling import Letter
from storage.selection_whom import About
from tests.selection.world import ABOUT

BEGINS = datetime.fromisoformat("2025-12-24T08:00+07:00")
PEOPLE = 20
OUTCOMES: tuple[Outcome, ...] = ("pass", "pass", "pass", "fail", "absent")
JUMPS = (timedelta(minutes=-2), timedelta(hours=1), timedelta(days=1), timedelta(seconds=7))
ENDLESS = 100_000


class KilledError(Exception):
    """The process ended before its commit."""


class Verdict(Struct):
    """How many were told, how many of them wrongly, twice, or not although they should be."""

    told: int = 0
    wrong: int = 0
    twice: int = 0
    missed: int = 0
    refused: int = 0
    killed: int = 0
    edits: int = 0


class Ground(Struct):
    """A database that many histories are played on."""

    engines: tuple[Engine, Engine]
    selection: Selection
    lookup: Lookup
    ledger: Ledger
    gate: Gate


class History(Struct):
    ground: Ground
    about: About
    chance: random.Random
    now: datetime = BEGINS
    people: dict[int, Person] = field(default_factory=dict)
    model: dict[int, dict[int, Decision]] = field(default_factory=dict)
    published: dict[int, set[int]] = field(default_factory=dict)
    stages: dict[int, int] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    letters: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    sent: dict[tuple[int, int], int] = field(default_factory=dict)
    verdict: Verdict = field(default_factory=Verdict)

    @property
    def selection(self) -> Selection:
        return self.ground.selection

    def order(self, staff: int = 1) -> Order:
        return Order(staff, self.now)


def play(ground: Ground, seed: int) -> Verdict:
    """One history, from the first list to the last letter."""
    about = About(f"history-{seed}", ABOUT.stages)
    story = History(ground, about, random.Random(seed))
    story.people = {n: Person(f"P{n}", f"{seed}-{n}", f"p{n}@h{seed}.id") for n in range(PEOPLE)}
    last = about.stages.final - 1
    steps: list[Callable[[History], None]] = []
    for stage in range(1, last + 1):
        steps += [_step(enter, stage), _step(correct, stage), _step(publish, stage), tell]
    steps += [choose, _step(publish, last + 1), tell]
    killed, edited = story.chance.randrange(len(steps) - 4), story.chance.randrange(4, len(steps))
    with killing(story, killed) as at:
        for number, step in enumerate(steps):
            at(number)
            story.now += story.chance.choice(JUMPS)
            try:
                step(story)
                if story.chance.random() < 0.3:
                    leave(story)
            except KilledError:
                story.verdict.killed += 1
            if number == edited:
                edit(story)
    finish(story)
    return story.verdict


def _step(work: Callable[[History, int], None], stage: int) -> Callable[[History], None]:
    return lambda story: work(story, stage)


@contextmanager
def killing(story: History, step: int) -> Iterator[Callable[[int], None]]:
    """The process ends over one of its commits: of those from step `step` on, one of the first."""
    left, begun = story.chance.randrange(3), False

    def at(number: int) -> None:
        nonlocal begun
        begun = begun or number >= step

    def before(_connection: Any) -> None:  # noqa: ANN401 - the library's arguments
        nonlocal left
        left -= begun
        if left == -1:
            raise KilledError

    write = story.ground.engines[1]
    event.listen(write, "commit", before)
    yield at
    event.remove(write, "commit", before)


def enter(story: History, stage: int) -> None:
    """The list of a stage, with everybody who is still in it; now and then twice."""
    rows = []
    for number, who in story.people.items():
        if _mine(story, number, stage - 1):
            score = story.chance.choice((None, 8000, 8100, 8200 + number))
            what = Decision(story.chance.choice(OUTCOMES), score if stage > 1 else None)
            rows.append((number, Row(number + 2, who, what)))
    for _ in range(story.chance.choice((1, 1, 2))):
        _take(story, stage, rows)


def correct(story: History, stage: int) -> None:
    """Some decisions were wrong, and some lists do not fit."""
    some = story.chance.sample(sorted(story.people), 3)
    rows = [(n, Row(n + 2, story.people[n], Decision(story.chance.choice(OUTCOMES)))) for n in some]
    _take(story, stage, rows)


def _take(story: History, stage: int, rows: list[tuple[int, Row]]) -> None:
    taking = Taking(story.about.posting, stage, Sheet(tuple(row for _, row in rows)))
    try:
        story.selection.take(taking, story.order())
    except (DoesNotFitError, ChangedMeanwhileError):
        story.verdict.refused += 1
        return
    for number, row in rows:
        story.model.setdefault(number, {})[stage] = row.decision


def choose(story: History) -> None:
    """The places, equals in some order, and the final choice."""
    selection, about = story.selection, story.about
    selection.set_places(about.posting, story.chance.randrange(6), "anggaran", story.order())
    found = selection.ranking(about)
    if found.undecided:
        group = [line.entry.candidate for line in found.undecided]
        story.chance.shuffle(group)
        selection.order_equals(about, group, "pengalaman", story.order())
    try:
        selection.choose(about, story.order())
    except ListError:
        story.verdict.refused += 1
    _learn_final(story)


def _learn_final(story: History) -> None:
    """The final choice follows from the ranking, which has its own tests."""
    numbers = _numbers(story)
    for candidate, decided in story.selection.decided(story.about.posting).items():
        final = decided.get(story.about.stages.final)
        if final and candidate in numbers:
            story.model[numbers[candidate]][story.about.stages.final] = final


def publish(story: History, stage: int) -> None:
    """A list, released by a second person; now and then by nobody, or corrected meanwhile."""
    try:
        wanted = List(stage, '{"note":"x"}', None, ("email",))
        number = story.selection.freeze(story.about, wanted, story.order())
        found = story.selection.publication(number)
        assert found
        if story.chance.random() < 0.2:
            correct(story, min(stage, story.about.stages.final - 1))
        second = story.chance.choice((1, 2, 2, 2))
        story.selection.approve(number, found.list_hash, story.order(second))
        story.stages[number] = stage
        story.selection.publish(number, story.order())
    except ListError:
        story.verdict.refused += 1
        _drop_open(story)
        return
    numbers = _numbers(story)
    on = {numbers[each.candidate] for each in story.selection.status(number)}
    story.published[number] = on


def _drop_open(story: History) -> None:
    for each in story.selection.publications(story.about.posting):
        if each.state in {"draft", "approved"}:
            story.selection.cancel(each.id)


def tell(story: History) -> None:
    """Letters for whoever is due, and what waits is taken up and sent; some answers are lost."""
    numbers, work = _numbers(story), []
    for to in story.selection.due(story.about.posting, ENDLESS):
        email = story.people[numbers[to.candidate]].email
        message = Message(0, "passed:x", "lulus")
        work.append((to, [Letter("email", email, message, ENDLESS**3)]))
    if work:
        story.selection.tell(work, "result", story.now)
    while _send(story):
        pass


def _send(story: History) -> int:
    claim, numbers = Claim("email", 1, millis(story.now)), _numbers(story)
    ground = story.ground
    with ground.engines[1].begin() as connection:
        rows = ground.ledger.claim(connection, claim, ENDLESS)
        free = ground.gate.leased(connection, rows, claim.now)
        for row in free:
            _judge(story, connection, row, numbers)
    for key in (_key_of(story, row) for row in free):
        story.sent[key] = story.sent.get(key, 0) + 1
        story.verdict.twice += story.sent[key] > 1
    with ground.engines[1].begin() as connection:
        for row in free:
            known = story.chance.random() < 0.95
            _settled(connection, row, "sent" if known else "unknown")
    return len(rows)


def _key_of(story: History, row: Mapping[str, Any]) -> tuple[int, int]:
    """To whom a letter goes, and what it tells."""
    return story.letters[row["case_id"], row["seq"]]


def _settled(connection: Any, row: Mapping[str, Any], status: str) -> None:  # noqa: ANN401 - a connection
    which = {"case": row["case_id"], "seq": row["seq"], "status": status}
    statement = "UPDATE outbox SET status = :status WHERE case_id = :case AND seq = :seq"
    connection.execute(text(statement), which)


def _judge(
    story: History,
    connection: Any,  # noqa: ANN401 - as above
    row: Mapping[str, Any],
    numbers: Mapping[int, int],
) -> None:
    """A letter goes out: may this person know it, by the model and by the rows as they are?"""
    found = connection.execute(
        select(result_messages).where(
            result_messages.c.case_id == row["case_id"], result_messages.c.seq == row["seq"]
        )
    ).one()
    number = numbers[found.candidate_id]
    stage = story.stages[found.publication_id]
    story.verdict.told += 1
    story.letters[row["case_id"], row["seq"]] = (stage, number)
    rightly = told_rightly(story.model.get(number, {}), stage)
    rows = connection.execute(
        text("SELECT stage, outcome FROM decisions WHERE candidate_id = :who"),
        {"who": found.candidate_id},
    )
    as_stored = {each.stage: Decision(each.outcome) for each in rows}
    on_list = number in story.published.get(found.publication_id, set())
    if not (rightly and told_rightly(as_stored, stage) and on_list):
        story.verdict.wrong += 1


def leave(story: History) -> None:
    """Somebody withdraws."""
    numbers = {number: candidate for candidate, number in _numbers(story).items()}
    number = story.chance.choice(sorted(story.people))
    if number not in numbers:
        return
    said = Decision("withdrawn", None, "pindah kota")
    try:
        story.selection.decide(story.about, numbers[number], said, story.order())
    except ListError:
        story.verdict.refused += 1
        return
    mine = story.model[number]
    mine[max(mine)] = said


EDITS = (
    "UPDATE decisions SET outcome = 'pass' WHERE candidate_id = {who} AND outcome <> 'pass'",
    "UPDATE decisions SET outcome = 'fail' WHERE candidate_id = {who}",
    "UPDATE decisions SET score = 9999 WHERE candidate_id = {who}",
    "UPDATE decisions SET sign = x'00' WHERE candidate_id = {who}",
    "UPDATE publication_recipients SET candidate_id = {who} WHERE candidate_id = {other}",
    "UPDATE publication_recipients SET told_at = 0, held = '' WHERE candidate_id = {who}",
    "UPDATE result_messages SET candidate_id = {who} WHERE candidate_id = {other}",
    "UPDATE publications SET state = 'published', approver_id = 2 WHERE posting = '{posting}'",
    "UPDATE publications SET texts = 'x' WHERE posting = '{posting}'",
    "UPDATE publications SET list_hash = x'00' WHERE posting = '{posting}'",
    "UPDATE candidate_lookups SET lookup = x'00' WHERE candidate_id = {who}",
    (
        "INSERT INTO publication_recipients SELECT publication_id, {who}, place, ways, sign, 0, '',"
        " NULL, 0, x'' FROM publication_recipients WHERE candidate_id = {other}"
    ),
    "UPDATE places SET count = count + 1 WHERE posting = '{posting}'",
)


def edit(story: History) -> None:
    """Somebody with the database's password; what it refuses it refuses."""
    candidates = sorted(_numbers(story))
    if len(candidates) < 2:
        return
    who, other = story.chance.sample(candidates, 2)
    statement = story.chance.choice(EDITS)
    filled = statement.format(who=who, other=other, posting=story.about.posting)
    try:
        with story.ground.engines[1].begin() as connection:
            connection.exec_driver_sql(filled)
        story.verdict.edits += 1
    except Exception:  # noqa: BLE001, S110 - the database said no
        pass


def finish(story: History) -> None:
    """Everything that can still go out goes out; nobody who passed may be forgotten."""
    with story.ground.engines[1].begin() as connection:
        connection.execute(text("UPDATE outbox SET leased_until = 1 WHERE status = 'leased'"))
        story.ground.ledger.sweep(connection, "email", millis(story.now))
    tell(story)
    numbers = _numbers(story)
    for number in story.published:
        for each in story.selection.status(number):
            if each.candidate in numbers and not (each.reached or each.to_clear):
                story.verdict.missed += 1


def _mine(story: History, number: int, stage: int) -> bool:
    return not stage or told_rightly(story.model.get(number, {}), stage)


def _numbers(story: History) -> dict[int, int]:
    """The people of this history by their candidate, found by what does not change."""
    with story.ground.engines[0].connect() as connection:
        wanted = select(candidate_lookups.c.candidate_id, candidate_lookups.c.lookup).where(
            candidate_lookups.c.posting == story.about.posting, candidate_lookups.c.kind == "number"
        )
        found = {bytes(row.lookup): row.candidate_id for row in connection.execute(wanted)}
    keys = {keys_of(story.ground.lookup, who)["number"]: n for n, who in story.people.items()}
    story.numbers |= {found[key]: number for key, number in keys.items() if key in found}
    return story.numbers
