"""What is known of an applicant, and which question comes next."""

from collections.abc import Iterator, Mapping

from conversations.dialog.plan import Plan
from conversations.dialog.state import Fact
from conversations.eligibility.assess import Assessment, assess, still_open
from conversations.eligibility.judge import UNSURE
from conversations.posting.model import Question

Facts = Mapping[str, Fact]


def values(plan: Plan, facts: Facts) -> dict[str, object]:
    """Values to judge. A fact whose `when` no longer holds is passed over, not forgotten."""
    found = {key: UNSURE if fact.unsure else fact.value for key, fact in facts.items()}
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


def judged(plan: Plan, facts: Facts) -> Assessment:
    return assess(plan.posting, values(plan, facts))


def pending(plan: Plan, facts: Facts) -> Question | None:
    """The first question whose answer is not known and can still change something."""
    return next(open_questions(plan, facts), None)


def open_questions(plan: Plan, facts: Facts) -> Iterator[Question]:
    """Questions still to ask, in the posting's order."""
    found = values(plan, facts)
    wanted = set(still_open(assess(plan.posting, found)))
    if len(plan.posting.positions) > 1 and "position" not in found:
        wanted.add("position")
    for question in plan.questions:
        if not wanted.isdisjoint(question.facts) and fits(question, found):
            yield question


def fits(question: Question, found: Mapping[str, object]) -> bool:
    """Does what the question depends on hold?"""
    return all(found.get(key) == value for key, value in question.when.items())


def answered(question: Question, facts: Facts) -> bool:
    return any(key in facts for key in question.facts)


def before(plan: Plan, facts: Facts, current: str) -> Question | None:
    """The answered question that stands before `current` in the posting's order."""
    found = values(plan, facts)
    last = None
    for question in plan.questions:
        if question.id == current:
            break
        if answered(question, facts) and fits(question, found):
            last = question
    return last
