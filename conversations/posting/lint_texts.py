"""Does every part of the posting have its sentence, in every language?"""

from collections.abc import Iterable, Iterator

from conversations.eligibility.rules import facts_of
from conversations.posting.figures import difference
from conversations.posting.findings import Desk
from conversations.posting.model import FactSpec, Question, Requirement
from conversations.posting.reach import can_be_stuck
from conversations.posting.texts import PostingTexts, QuestionTexts

_AT_WILL = ("greeting", "hints")
Words = Iterable[str]
_LISTED = (
    "clauses", "questions", "requirements", "slots", "later_papers", "stages", "positions",
    "pictures", "templates",
)  # fmt: skip


def texts(desk: Desk) -> None:
    """Findings about sentences that are missing."""
    judged = {key for one in desk.posting.requirements for key in facts_of(one.rule)}
    for language, words in desk.texts.items():
        file = f"{language}.yaml"
        for table, ids in _tables(desk):
            _missing(desk, file, table, set(ids) - set(getattr(words, table)))
        _as_in_first(desk, file, words)
        for question in desk.posting.questions:
            if question.id in words.questions:
                _labels(desk, file, question, words.questions[question.id])
        for spec in desk.posting.facts:
            if spec.key in words.facts and spec.key in judged:
                _fact(desk, file, spec, words)
        for requirement in desk.posting.requirements:
            _never(desk, file, requirement, words)


def _missing(desk: Desk, file: str, table: str, ids: Words) -> None:
    for name in sorted(ids):
        desk.error(table, f"{table}: '{name}' has no sentence", f"a line '{name}: ...'", file)


def _as_in_first(desk: Desk, file: str, words: PostingTexts) -> None:
    """What may be left out is left out in every language, or in none; a greeting adds nothing."""
    for other in desk.texts.values():
        for table in _AT_WILL:
            _missing(desk, file, table, set(getattr(other, table)) - set(getattr(words, table)))
        if other.news and not words.news:
            desk.error("news", "'news' is missing", "in every language, or in none", file)
    for name, said in words.greeting.items():
        source = words.clauses.get(name) or words.gaps.get(name, said)
        if added := difference(source, said)[1]:
            problem = f"greeting: '{name}' adds {', '.join(added)} to what it restates"
            desk.error(f"greeting/{name}", problem, "figures and links of its clause or gap", file)


def _tables(desk: Desk) -> Iterator[tuple[str, Words]]:
    posting = desk.posting
    yield "sections", (clause.section for clause in posting.clauses)
    for table in _LISTED:
        yield table, (entry.id for entry in getattr(posting, table))
    yield "facts", posting.fact
    yield "lists", posting.lists
    yield "values", (word for spec in posting.facts for word in spec.options)
    yield "conventions", posting.conventions
    yield "gaps", posting.gaps


def _labels(desk: Desk, file: str, question: Question, words: QuestionTexts) -> None:
    items = {item.id for item in question.items} - set(words.items)
    options = {option.id for option in question.options} - set(words.options)
    _missing(desk, file, f"questions/{question.id}/items", items)
    _missing(desk, file, f"questions/{question.id}/options", options)


def _fact(desk: Desk, file: str, spec: FactSpec, words: PostingTexts) -> None:
    said = words.facts[spec.key]
    values = {"true", "false"} if spec.type == "bool" else set(spec.options)
    _missing(desk, file, f"facts/{spec.key}/said", values - set(said.said))
    if spec.change.kind != "never" and not said.fix:
        _missing(desk, file, f"facts/{spec.key}", {"fix"})


def _never(desk: Desk, file: str, requirement: Requirement, words: PostingTexts) -> None:
    """What nobody can change needs its kind sentence."""
    said = words.requirements.get(requirement.id)
    decides = requirement.weight == "mandatory" and can_be_stuck(desk.posting, requirement.rule)
    if said and decides and not said.never:
        problem = f"requirements: '{requirement.id}' has no sentence for who cannot change it"
        desk.error(f"requirements/{requirement.id}", problem, "never: a kind sentence", file)
