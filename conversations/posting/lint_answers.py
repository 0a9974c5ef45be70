"""Do the answers say anything that the announcement does not, and are they whole?"""

from conversations.posting.answers import Entry
from conversations.posting.figures import marks
from conversations.posting.findings import Desk

FILE = "answers.yaml"
_FILLED = {"{uploads}"}


def answers(desk: Desk) -> None:
    """Findings about sentences that are missing, and figures or links that no clause holds."""
    said = {
        language: marks("\n".join(texts.clauses.values())) for language, texts in desk.texts.items()
    }
    for entry in desk.answers.entries:
        _whole(desk, entry)
        for language, figures in said.items():
            known = _FILLED | figures.keys()
            for table in (entry.say, entry.subject):
                _grounded(desk, entry, table.get(language, ""), known)


def _whole(desk: Desk, entry: Entry) -> None:
    place = f"answers/{entry.id}"
    needed = {"subject": entry.subject} if entry.kind == "not_in_posting" else {}
    said = {"say": entry.say} if entry.say else {}
    for name, table in (needed | said).items():
        for language in sorted(set(desk.posting.languages) - set(table)):
            problem = f"answers: '{entry.id}' has no {name} in '{language}'"
            desk.error(place, problem, f"{name}: {{{language}: ...}}", FILE)


def _grounded(desk: Desk, entry: Entry, text: str, known: set[str]) -> None:
    if strange := sorted(set(marks(text)) - known):
        problem = f"answers: '{entry.id}' says {', '.join(strange)}, which no clause says"
        desk.error(f"answers/{entry.id}", problem, "only figures and links of the clauses", FILE)
