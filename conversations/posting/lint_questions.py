"""Is every question needed, can it be reached, and is every needed fact asked?"""

from conversations.eligibility.rules import facts_of
from conversations.posting.findings import Desk
from conversations.posting.model import Posting, Question
from conversations.posting.reach import can_differ, offered

RESERVED = "position"


def questions(desk: Desk) -> None:
    """Findings about questions and the facts they ask for."""
    needed = _needed(desk.posting)
    asked: dict[str, str] = {}
    for question in desk.posting.questions:
        _reserved(desk, question)
        _when(desk, question, asked)
        _use(desk, question, needed)
        _twice(desk, question, asked)
        asked |= dict.fromkeys(question.facts, question.id)
    _never_asked(desk, set(asked))
    _unused(desk, set(asked) | needed)


def _needed(posting: Posting) -> set[str]:
    """Facts that a requirement looks at, or that another needed question waits for."""
    needed = {key for requirement in posting.requirements for key in facts_of(requirement.rule)}
    for question in reversed(posting.questions):
        if needed.intersection(question.facts):
            needed |= set(question.when)
    return needed


def _reserved(desk: Desk, question: Question) -> None:
    if RESERVED in {question.id, *question.facts}:
        place = f"questions/{question.id}"
        desk.error(place, f"'{RESERVED}' is asked by itself where there are several positions",
                   "leave this question out")  # fmt: skip


def _when(desk: Desk, question: Question, asked: dict[str, str]) -> None:
    place = f"questions/{question.id}/when"
    for key, value in question.when.items():
        if key not in asked:
            problem = f"question '{question.id}' waits for '{key}', which is not asked before it"
            desk.error(place, problem, f"ask for '{key}' in an earlier question")
        elif (values := offered(desk.posting, key)) is not None and value not in values:
            problem = f"question '{question.id}' waits for {key}: {_shown(value)}, never an answer"
            desk.error(place, problem, " or ".join(map(_shown, values)))


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _use(desk: Desk, question: Question, needed: set[str]) -> None:
    idle = [key for key in question.facts if key not in needed]
    if len(idle) == len(question.facts):
        problem = f"question '{question.id}' is never asked: no requirement needs its answer"
        desk.error(f"questions/{question.id}", problem, "leave it out, or add the requirement")
    elif question.items:
        for key in idle:
            problem = f"question '{question.id}' asks for '{key}', which no requirement needs"
            desk.warn(f"questions/{question.id}", problem, "leave it out")


def _twice(desk: Desk, question: Question, asked: dict[str, str]) -> None:
    for key in question.facts:
        if key in asked:
            problem = f"question '{question.id}' asks for '{key}', as '{asked[key]}' does"
            desk.error(f"questions/{question.id}", problem, "ask for a fact once")


def _never_asked(desk: Desk, asked: set[str]) -> None:
    for requirement in desk.posting.requirements:
        if not can_differ(desk.posting, requirement.rule):
            continue
        for key in facts_of(requirement.rule):
            if key not in asked:
                problem = f"requirement '{requirement.id}' needs '{key}', asked by no question"
                desk.error(f"requirements/{requirement.id}", problem, "add a question for it")


def _unused(desk: Desk, known: set[str]) -> None:
    for spec in desk.posting.facts:
        if spec.key == RESERVED:
            desk.error(f"facts/{spec.key}", f"'{RESERVED}' is a fact that stands by itself",
                       "leave it out")  # fmt: skip
        elif spec.key not in known:
            desk.warn(f"facts/{spec.key}", f"fact '{spec.key}' is neither asked nor judged",
                      "leave it out")  # fmt: skip
