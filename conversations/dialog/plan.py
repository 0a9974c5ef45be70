"""What a posting's rules say about its questions, worked out once."""

from collections.abc import Iterator, Mapping

from conversations.dialog.tokens import Token
from conversations.eligibility import rules
from conversations.eligibility.assess import applying
from conversations.posting.model import Option, Posting, Question


class Plan:
    """A posting as the dialog asks it: every question, and what each fact is judged by.

    `facts` and `opening` hold, by question id, its facts and the token that opens it.
    """

    def __init__(self, posting: Posting) -> None:
        self.posting = posting
        self.questions = (*_position(posting), *posting.questions)
        self.question = {question.id: question for question in self.questions}
        self.facts = {question.id: question.facts for question in self.questions}
        self.opening = {question.id: str(Token("q", question.id)) for question in self.questions}
        self.guards: Mapping[str, Mapping[str, object]] = {
            key: question.when
            for question in self.questions
            if question.when
            for key in question.facts
        }
        found = [rule for requirement in posting.requirements for rule in _leaves(requirement.rule)]
        self.births = frozenset(rule.of for rule in found if isinstance(rule, rules.Age))
        self.regions = {
            rule.of: rule.values for rule in found if isinstance(rule, rules.OneOf) and rule.region
        }

    def asking(self, fact: str) -> Question | None:
        """The question that asks for a fact."""
        return next((q for q in self.questions if fact in q.facts), None)

    def counting(self, fact: str, known: Mapping[str, object]) -> rules.Experience | None:
        """The rule that counts periods, of the applicant's position."""
        found = (rule for needed in applying(self.posting, known) for rule in _leaves(needed.rule))
        return next((r for r in found if isinstance(r, rules.Experience) and r.of == fact), None)


def _position(posting: Posting) -> Iterator[Question]:
    """With several positions the first question is which one."""
    if len(posting.positions) > 1:
        options = tuple(Option(place.id, {"position": place.id}) for place in posting.positions)
        yield Question("position", "choice", options=options)


def _leaves(rule: rules.Rule) -> Iterator[rules.Rule]:
    match rule:
        case rules.All(parts) | rules.Any(parts):
            for part in parts:
                yield from _leaves(part)
        case rules.Not(part):
            yield from _leaves(part)
        case _:
            yield rule
