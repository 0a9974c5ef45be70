"""An edition with amendments laid over it: the posting itself stays as it was published."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from conversations.eligibility.rules import Rule
from conversations.eligibility.wording import words_of
from conversations.posting import amend_texts as sentences
from conversations.posting.amend_dates import moved
from conversations.posting.amendment import AmendmentError, Row
from conversations.posting.answers import AnswerBook, Entry
from conversations.posting.edition import Edition, Laid
from conversations.posting.faults import among
from conversations.posting.model import Clause, Posting
from conversations.posting.names import Names
from conversations.posting.parse_rules import rule
from conversations.posting.reader import PostingError, read
from conversations.posting.texts import PostingTexts
from conversations.texts.phrases import Phrases

ADDED = "amended"
"""The section of clauses that an amendment adds."""


def amended(edition: Edition, rows: Sequence[Row], phrases: Mapping[str, Phrases]) -> Edition:
    """`edition` as published, with `rows` over it in their order. Raises `AmendmentError`."""
    laying = _Laying(edition, phrases)
    for row in rows:
        laying.lay(row)
    return laying.edition()


class _Laying:
    """The edition on its way. Notes stand apart from the clauses: only the last one is told."""

    def __init__(self, edition: Edition, phrases: Mapping[str, Phrases]) -> None:
        self._edition, self._phrases = edition, phrases
        self._posting, self._book = edition.posting, edition.answers
        self._texts = dict(edition.texts)
        self._notes: dict[str, dict[str, str]] = {language: {} for language in self._texts}
        self._history = list(edition.history)

    def lay(self, row: Row) -> None:
        before, amendment = self._posting, row.amendment
        self._posting = _ruled(moved(before, amendment.moves), amendment.rules, amendment.texts)
        self._move(before, row)
        self._correct(row)
        for about, said in amendment.answers.items():
            self._answer(about, said, row)
        self._history.append(Laid(row, before))

    def edition(self) -> Edition:
        texts = {name: self._noted(name) for name in self._texts}
        return replace(
            self._edition, posting=self._posting, texts=texts, answers=self._book,
            history=tuple(self._history),
        )  # fmt: skip

    def _noted(self, language: str) -> PostingTexts:
        texts, notes = self._texts[language], self._notes[language]
        clauses = {n: f"{t} {notes[n]}" if n in notes else t for n, t in texts.clauses.items()}
        return replace(texts, clauses=clauses)

    def _move(self, before: Posting, row: Row) -> None:
        if not row.amendment.moves:
            return
        for language, texts in self._texts.items():
            words = words_of(self._edition, self._phrases[language])
            dates = sentences.Dates(words, before, self._posting)
            self._texts[language] = sentences.retold(texts, dates)
            self._notes[language] |= sentences.notes(texts, dates, row.source)

    def _correct(self, row: Row) -> None:
        for place, said in row.amendment.texts.items():
            sentences.languages(said, self._texts, place)
            for language in self._texts:
                new = {place: said[language]}
                self._texts[language] = sentences.corrected(self._texts[language], new)
                clause = place.removeprefix("clauses.")
                if clause != place:
                    note = self._phrases[language]("amend.corrected", source=row.source)
                    self._notes[language][clause] = note

    def _answer(self, about: str, said: Mapping[str, str], row: Row) -> None:
        """What was left open gets a clause of its own, and is not told as open any more."""
        sentences.languages(said, self._texts, about)
        entries = self._book.entries
        silent = tuple(one.id for one in entries if one.kind == "not_in_posting")
        if about not in self._posting.gaps and about not in silent:
            known = among(about, (*self._posting.gaps, *silent))
            raise AmendmentError(f"nothing called '{about}' is left open (allowed: {known})")
        name = f"{ADDED}-{row.revision}-{len(self._posting.clauses)}"
        gap = about if about in self._posting.gaps else ""
        self._posting = _answered(self._posting, name, gap)
        told = tuple(_told(one, name, about, gap) for one in entries)
        self._book = AnswerBook(told, self._book.sensitive)
        for language in self._texts:
            self._texts[language] = self._added(language, name, said[language], gap)
            note = self._phrases[language]("amend.answered", source=row.source)
            self._notes[language][name] = note

    def _added(self, language: str, name: str, text: str, gap: str) -> PostingTexts:
        texts = self._texts[language]
        sections = texts.sections | {ADDED: self._phrases[language]("amend.section")}
        greeting = {key: said for key, said in texts.greeting.items() if key != gap}
        clauses = texts.clauses | {name: text}
        return replace(texts, sections=sections, clauses=clauses, greeting=greeting)


def _answered(posting: Posting, clause: str, gap: str) -> Posting:
    return replace(
        posting,
        clauses=(*posting.clauses, Clause(clause, ADDED, "official")),
        gaps=tuple(name for name in posting.gaps if name != gap),
        covered={part: name for part, name in posting.covered.items() if name != gap},
    )


def _told(entry: Entry, clause: str, about: str, gap: str) -> Entry:
    """The new clause stands first; once nothing is open any more, the entry is an answer."""
    if entry.id != about and (not gap or gap not in entry.gaps):
        return entry
    gaps = tuple(name for name in entry.gaps if name != gap)
    kind = entry.kind if gaps else "answerable"
    return replace(entry, clauses=(clause, *entry.clauses), gaps=gaps, kind=kind)


def _ruled(
    posting: Posting, rules: Mapping[str, str], texts: Mapping[str, Mapping[str, str]]
) -> Posting:
    new: dict[str, Rule] = {}
    for name, text in rules.items():
        if name not in posting.requirement:
            known = among(name, tuple(posting.requirement))
            raise AmendmentError(f"no requirement is called '{name}' (allowed: {known})")
        clause = posting.requirement[name].clause
        if f"clauses.{clause}" not in texts:
            raise AmendmentError(
                f"the rule of {name} changes: give the new text of clause {clause}"
            )
        new[name] = _rule(posting, name, text)
    found = (replace(r, rule=new.get(r.id, r.rule)) for r in posting.requirements)
    return replace(posting, requirements=tuple(found)) if new else posting


def _rule(posting: Posting, name: str, text: str) -> Rule:
    try:
        found = rule(
            read(f"rule of {name}", text), Names(posting.fact, posting.lists, posting.scales)
        )
    except PostingError as error:
        raise AmendmentError(str(error.faults[0])) from None
    asked = {key for question in posting.questions for key in question.facts}
    changed = replace(posting.requirement[name], rule=found)
    if lacking := [key for key in changed.facts if key not in asked]:
        raise AmendmentError(f"the rule of {name} needs '{lacking[0]}', which nobody is asked for")
    return found
