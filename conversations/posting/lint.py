"""Looks over a whole posting: what cannot work, what is likely not meant, what is left open."""

from collections.abc import Mapping

from conversations.posting.answers import AnswerBook
from conversations.posting.edition import Edition
from conversations.posting.findings import POSTING, Check, Desk, Finding, Limits, Places, of_error
from conversations.posting.lint_answers import FILE as ANSWERS
from conversations.posting.lint_answers import answers
from conversations.posting.lint_examples import FOLDER, examples
from conversations.posting.lint_gaps import gaps
from conversations.posting.lint_labels import labels
from conversations.posting.lint_languages import languages
from conversations.posting.lint_pictures import pictures
from conversations.posting.lint_privacy import privacy
from conversations.posting.lint_questions import questions
from conversations.posting.lint_reminders import reminders
from conversations.posting.lint_rules import rules
from conversations.posting.lint_slots import slots
from conversations.posting.lint_templates import templates
from conversations.posting.lint_texts import texts
from conversations.posting.lint_times import times
from conversations.posting.model import Posting
from conversations.posting.parse import parse
from conversations.posting.parse_answers import parse_answers
from conversations.posting.parse_texts import parse_texts
from conversations.posting.reader import PostingError
from conversations.posting.texts import PostingTexts

CHECKS: tuple[Check, ...] = (
    *(questions, rules, times, reminders, texts, labels, languages, gaps, answers, examples, slots),
    pictures,
    templates,
)
_RANK = {"error": 0, "warning": 1, "gap": 2}


def lint(files: Mapping[str, str], limits: Limits | None = None, folder: str = "") -> list[Finding]:
    """Findings about the posting in `files` (name to text), errors first, in order of the lines.

    `folder` is the name of the folder that holds them; it must be the slug.
    """
    if POSTING not in files:
        return [Finding("error", POSTING, 0, "is missing", "posting.yaml beside id.yaml")]
    try:
        posting = parse(files[POSTING])
    except PostingError as error:
        return of_error(error)
    found, sentences = _languages(files, posting)
    faulty, book = _answers(files, posting)
    edition = Edition(posting, sentences, answers=book)
    read = (POSTING, *(f"{language}.yaml" for language in sentences))
    places = {name: Places(name, files[name]) for name in read}
    if book.entries:
        places[ANSWERS] = Places(ANSWERS, files[ANSWERS])
    drawings = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/")}
    desk = Desk(edition, places, limits or Limits(), drawings)
    if folder not in {"", posting.slug}:
        desk.error("slug", f"slug '{posting.slug}' lies in folder '{folder}'", "one name for both")
    for check in CHECKS:
        check(desk)
    found += faulty + desk.findings + privacy(files)
    return sorted(found, key=lambda one: (_RANK[one.severity], one.file, one.line))


def _languages(
    files: Mapping[str, str], posting: Posting
) -> tuple[list[Finding], dict[str, PostingTexts]]:
    findings: list[Finding] = []
    found: dict[str, PostingTexts] = {}
    for language in posting.languages:
        name = f"{language}.yaml"
        if name not in files:
            findings.append(Finding("error", name, 0, "is missing", "a file for each language"))
            continue
        try:
            found[language] = parse_texts(files[name], posting, name)
        except PostingError as error:
            findings += of_error(error)
    return findings, found


def _answers(files: Mapping[str, str], posting: Posting) -> tuple[list[Finding], AnswerBook]:
    if ANSWERS not in files:
        return [], AnswerBook()
    try:
        return [], parse_answers(files[ANSWERS], posting)
    except PostingError as error:
        return of_error(error), AnswerBook()
