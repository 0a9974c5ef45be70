"""A posting: one recruitment announcement as typed values. `docs/posting-format.md` explains it."""

from datetime import date, datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from conversations.documents.checks import Checks
from conversations.eligibility.rules import Rule, facts_of
from conversations.posting.template import Template
from conversations.schedule.occasion import Occasion

FactType = Literal[
    "bool", "date", "number", "text", "choice", "education", "region", "codes", "experience"
]
Kind = Literal["yesno", "date", "number", "choice", "region", "codes", "ticks", "experience"]
Value = object
Accepted = Literal["pdf", "image"]
POSITION = "position"
"""What is known of the position applied for; no fact that a posting declares."""


class Change(Struct, frozen=True):
    """What it takes to change a fact: `never`, `told` (only to decide), or at least `days`."""

    kind: Literal["never", "told", "days"]
    days: int = 0


class FactSpec(Struct, frozen=True):
    """One thing that can be known of an applicant."""

    key: str
    type: FactType
    change: Change
    options: tuple[str, ...] = ()


class Position(Struct, frozen=True):
    id: str
    count: int


class Clause(Struct, frozen=True):
    """One numbered line of the announcement; `origin` tells whose words they are."""

    id: str
    section: str
    origin: Literal["official", "news"]


class Option(Struct, frozen=True):
    """An answer to choose; it sets one or more facts."""

    id: str
    sets: dict[str, Value]


class Item(Struct, frozen=True):
    """A box on a screen of several facts, and what the fact becomes when ticked or not."""

    id: str
    fact: str
    yes: Value = True
    no: Value = False


class Question(Struct, frozen=True, dict=True):
    """How one fact, or several at once, is asked. `when` names what must be known before."""

    id: str
    kind: Kind
    fact: str = ""
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    when: dict[str, Value] = field(default_factory=dict)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Keys of the facts that an answer sets."""
        if self.kind == "ticks":
            return tuple(item.fact for item in self.items)
        if self.options:
            return tuple(dict.fromkeys(key for option in self.options for key in option.sets))
        return (self.fact,)


class Requirement(Struct, frozen=True, dict=True):
    """A clause with a typed rule; a preferred one never decides."""

    id: str
    clause: str
    weight: Literal["mandatory", "preferred"]
    proof: Literal["now", "later", "none"]
    rule: Rule
    positions: tuple[str, ...] = ()

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Keys of the facts its rule looks at."""
        return facts_of(self.rule)


class Slot(Struct, frozen=True):
    """A document to upload. `proves` names the requirements it is the proof of; None: not said.

    `called` are words by which people name such a file. With `many` it may be several papers.
    `example` is the drawing of a good one, a file of the folder `examples`; "" where there is none.
    `identity`: it names who somebody is by a number of the state or a bank, so that some channels
    may not ask for it.
    """

    id: str
    clause: str
    need: Literal["mandatory", "optional"]
    proves: tuple[str, ...] | None = None
    accepts: tuple[Accepted, ...] = ("pdf", "image")
    many: bool = False
    called: tuple[str, ...] = ()
    checks: Checks = Checks()
    example: str = ""
    identity: bool = False


class LaterPaper(Struct, frozen=True):
    """A paper handed in only after the final selection."""

    id: str
    clause: str
    requirement: str = ""


class Scheduled(Struct, frozen=True):
    """A line of the schedule, local to the posting's zone; absent ends are not stated."""

    id: str
    start: datetime | None = None
    until: datetime | None = None


class Stage(Struct, frozen=True):
    """A step of the way; `decides`: are people chosen in it?"""

    id: str
    clause: str
    result_clause: str = ""
    decides: bool = True


class PictureSpec(Struct, frozen=True):
    """A picture with its own words, and the clauses that it restates."""

    id: str
    clauses: tuple[str, ...]


class Compare(Struct, frozen=True):
    """Another day on which verdicts are compared, and the clause that names it."""

    day: date
    clause: str


class Posting(Struct, frozen=True, dict=True):
    """The whole announcement. Times without a zone are local to `zone`.

    `covered` tells which of `gaps` speaks of a slot, stage, requirement or paper, by its id.
    `reminders` are None where the usual ones serve.
    """

    slug: str
    zone: str
    zone_label: str
    languages: tuple[str, ...]
    opens: datetime
    closes: datetime
    as_of: date
    form_url: str
    portal: str
    positions: tuple[Position, ...]
    clauses: tuple[Clause, ...]
    facts: tuple[FactSpec, ...]
    questions: tuple[Question, ...]
    requirements: tuple[Requirement, ...]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    scales: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    slots: tuple[Slot, ...] = ()
    later_papers: tuple[LaterPaper, ...] = ()
    schedule: tuple[Scheduled, ...] = ()
    stages: tuple[Stage, ...] = ()
    commitments: tuple[str, ...] = ()
    readiness: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    covered: dict[str, str] = field(default_factory=dict)
    compare: Compare | None = None
    reminders: tuple[Occasion, ...] | None = None
    pictures: tuple[PictureSpec, ...] = ()
    templates: tuple[Template, ...] = ()

    @cached_property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @cached_property
    def fact(self) -> dict[str, FactSpec]:
        return {spec.key: spec for spec in self.facts}

    @cached_property
    def question(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def slot(self) -> dict[str, Slot]:
        return {slot.id: slot for slot in self.slots}

    @cached_property
    def requirement(self) -> dict[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def clause(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def shared(self) -> tuple[Requirement, ...]:
        """Requirements that hold whichever position is applied for."""
        every = {position.id for position in self.positions}
        return tuple(
            one for one in self.requirements if not one.positions or every <= set(one.positions)
        )

    @cached_property
    def of_position(self) -> dict[str, tuple[Requirement, ...]]:
        """Requirements that hold for each position, by its id."""
        return {
            position.id: tuple(
                one
                for one in self.requirements
                if not one.positions or position.id in one.positions
            )
            for position in self.positions
        }

    @cached_property
    def closes_at(self) -> datetime:
        """The closing as an absolute time."""
        return self.closes.replace(tzinfo=self.tz)

    @cached_property
    def opens_at(self) -> datetime:
        """The opening as an absolute time."""
        return self.opens.replace(tzinfo=self.tz)
