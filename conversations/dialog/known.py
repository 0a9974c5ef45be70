"""What is known of an applicant, and which question comes next."""

from collections.abc import Mapping

from msgspec import Struct

from conversations.dialog.plan import Plan
from conversations.dialog.state import Fact
from conversations.eligibility.assess import Assessment, Earlier, assess, still_open
from conversations.eligibility.judge import UNSURE
from conversations.posting.model import POSITION, Question

Facts = Mapping[str, Fact]


class Known(Struct, frozen=True):
    """Values to judge, how they are judged, and the facts that can still change something."""

    values: Mapping[str, object]
    assessment: Assessment
    wanted: frozenset[str]


def look(plan: Plan, facts: Facts, before: Known | None = None) -> Known:
    """What all facts amount to. `before` is what other facts of the same person amounted to."""
    found = values(plan, facts)
    earlier = Earlier(before.values, before.assessment) if before else None
    assessment = assess(plan.posting, found, earlier=earlier)
    wanted = set(still_open(assessment))
    if POSITION in assessment.missing and POSITION not in found:
        wanted.add(POSITION)
    return Known(found, assessment, frozenset(wanted))


def values(plan: Plan, facts: Facts) -> dict[str, object]:
    """Values to judge. A fact whose `when` no longer holds is passed over, not forgotten."""
    found: dict[str, object] = {
        key: UNSURE if fact.unsure else fact.value for key, fact in facts.items()
    }
    for key, when in plan.guards.items():
        if key in found and contradicted(when, found):
            del found[key]
    return found


def contradicted(when: Mapping[str, object], found: Mapping[str, object]) -> bool:
    """Is something known that rules the question out?"""
    return any(
        key in found and found[key] is not UNSURE and found[key] != value
        for key, value in when.items()
    )


def pending(plan: Plan, known: Known) -> Question | None:
    """The first question whose answer is not known and can still change something."""
    wanted, found = known.wanted, known.values
    return next(
        (q for q in plan.questions if not wanted.isdisjoint(q.facts) and fits(q, found)), None
    )


def fits(question: Question, found: Mapping[str, object]) -> bool:
    """Does what the question depends on hold?"""
    return not question.when or all(found.get(key) == value for key, value in question.when.items())


def answered(question: Question, facts: Facts) -> bool:
    return not facts.keys().isdisjoint(question.facts)


def before(plan: Plan, known: Known, current: str) -> Question | None:
    """The answered question that stands before `current` in the posting's order."""
    last = None
    for question in plan.questions:
        if question.id == current:
            break
        if any(key in known.values for key in question.facts) and fits(question, known.values):
            last = question
    return last
