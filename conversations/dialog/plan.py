"""What a posting's rules say about its questions, worked out once."""

from collections.abc import Iterator, Mapping

from conversations.dialog.tokens import Token
from conversations.eligibility import rules
from conversations.eligibility.assess import applying
from conversations.posting.model import POSITION, Item, Option, Posting, Question, Requirement


class Plan:
    """A posting as the dialog asks it: every question, and what each fact is judged by.

    `opening` holds the token that opens a question, by its id.
    """

    def __init__(self, posting: Posting) -> None:
        self.posting = posting
        self.questions = (*_position(posting), *posting.questions)
        self.question = {question.id: question for question in self.questions}
        self.opening = {question.id: str(Token("q", question.id)) for question in self.questions}
        self._asking = {key: asked for asked in reversed(self.questions) for key in asked.facts}
        self.guards: Mapping[str, Mapping[str, object]] = {
            key: question.when
            for question in self.questions
            if question.when
            for key in question.facts
        }
        self._boxes = {
            place: {asked.id: _boxes(asked, needed) for asked in self.questions}
            for place, needed in self._needed().items()
        }
        found = [rule for requirement in posting.requirements for rule in _leaves(requirement.rule)]
        self.births = frozenset(rule.of for rule in found if isinstance(rule, rules.Age))
        self.regions = {
            rule.of: rule.values for rule in found if isinstance(rule, rules.OneOf) and rule.region
        }

    def asking(self, fact: str) -> Question | None:
        """The question that asks for a fact."""
        return self._asking.get(fact)

    def options(self, fact: str) -> tuple[object, ...]:
        """The values that a fact can have, where they are listed."""
        return next((tuple(f.options) for f in self.posting.facts if f.key == fact), ())

    def boxes(self, asked: Question, position: object) -> tuple[Item, ...]:
        """The boxes that a position needs (an unknown one: those of every position); all of them
        where it needs none.
        """
        known = isinstance(position, str) and position in self._boxes
        return self._boxes[str(position) if known else ""][asked.id]

    def _needed(self) -> dict[str, frozenset[str]]:
        """The facts that each position is judged by; those of every position under ""."""
        found = {"": self.posting.shared, **self.posting.of_position}
        return {place: self._facts_for(requirements) for place, requirements in found.items()}

    def _facts_for(self, requirements: tuple[Requirement, ...]) -> frozenset[str]:
        """Facts that the rules look at, and what their questions wait for."""
        found = {key for requirement in requirements for key in rules.facts_of(requirement.rule)}
        waits = [question for question in self.questions if question.when]
        for question in reversed(waits):
            if not found.isdisjoint(question.facts):
                found.update(question.when)
        return frozenset(found)

    def counting(self, fact: str, known: Mapping[str, object]) -> rules.Experience | None:
        """The rule that counts periods, of the applicant's position."""
        needed = (one for one in applying(self.posting, known) if fact in one.facts)
        found = (rule for one in needed for rule in _leaves(one.rule))
        return next((r for r in found if isinstance(r, rules.Experience) and r.of == fact), None)


def _position(posting: Posting) -> Iterator[Question]:
    """With several positions the first question is which one."""
    if len(posting.positions) > 1:
        options = tuple(Option(place.id, {POSITION: place.id}) for place in posting.positions)
        yield Question(POSITION, "choice", options=options)


def _boxes(asked: Question, needed: frozenset[str]) -> tuple[Item, ...]:
    return tuple(item for item in asked.items if item.fact in needed) or asked.items


def _leaves(rule: rules.Rule) -> Iterator[rules.Rule]:
    match rule:
        case rules.All(parts) | rules.Any(parts):
            for part in parts:
                yield from _leaves(part)
        case rules.Not(part):
            yield from _leaves(part)
        case _:
            yield rule
