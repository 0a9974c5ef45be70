"""Every number, date, name and link of every answer stands in the posting or is marked general."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.answers.answers import Answered
from conversations.answers.compose import Tellers, tell
from conversations.answers.moments import Moments
from conversations.eligibility.wording import words_of
from conversations.posting.answers import Entry
from conversations.posting.figures import marks
from tests.conversations.answers.scored import (
    DEV,
    HELD,
    SECOND_DEV,
    answered,
    questions,
    shipped_answers,
)

EDITION = load_edition(SHIPPED / "ppkukm-koperasi-2026")
PHRASES = load_phrases()
LANGUAGES = ("id", "en")
TIMES = ("2025-12-01T08:00", "2025-12-17T23:30", "2025-12-19T10:05", "2025-12-22T15:59",
         "2025-12-24T09:00", "2026-01-02T09:00")  # fmt: skip
NAME = re.compile(r"(?<=[a-z0-9,;)] )[A-Z][A-Za-z]+")
# What a subject or sentence names although no clause does: it says that it is missing, or whose
# it is not.
NAMED = {"IPK", "GPA", "CV", "PT", "Pandu", "Perorangan", "KBLI", "Note", "Today", "Next", "OTP",
         "PIN", "WITA", "WIT", "The", "In", "Bapak", "Ibu", "Indonesian",
         "Jakarta", "Januari", "January"}  # fmt: skip


def sentences(language: str) -> Iterator[str]:
    """Everything that may be told: clauses, titles, gaps, conventions, general information."""
    texts = EDITION.texts[language]
    yield from (texts.title, texts.agency, EDITION.posting.portal)
    yield from texts.clauses.values()
    yield from (one.title for one in texts.requirements.values())
    yield from (*texts.gaps.values(), *texts.conventions.values())
    yield from (fact.where for fact in texts.facts.values())


KNOWN = {mark for language in LANGUAGES for text in sentences(language) for mark in marks(text)}
WORDS = {word for language in LANGUAGES for text in sentences(language)
         for word in re.findall(r"\w+", text)}  # fmt: skip


def product() -> set[str]:
    keys = [key for key in PHRASES["id"].keys() if key.startswith("answers.")]  # noqa: SIM118 - no mapping
    return {
        word for said in PHRASES.values() for key in keys for word in re.findall(r"\w+", said(key))
    }


def counted(now: str | None) -> set[str]:
    """What is worked out and not quoted: uploads, and what is left at `now` until any date."""
    found = {str(len(EDITION.posting.slots))}
    if now is None:
        return found
    at = datetime.fromisoformat(now).replace(tzinfo=None)
    found |= marks(words_of(EDITION, PHRASES["id"]).day(at.date())).keys()
    for line in EDITION.posting.schedule:
        for end in (line.start, line.until):
            left = end - at if end else at - at
            minutes = int(left.total_seconds()) // 60
            days = (end.date() - at.date()).days if end else 0
            found |= {str(days), str(minutes // 60), str(minutes % 60)}
    return found


def strange(text: str, now: str | None) -> set[str]:
    """Figures and links that stand nowhere."""
    shown = re.sub(r"\[[a-z]+(-[a-z0-9]+)*\]|\([a-z]+-\d+\)", " ", text)
    return set(marks(shown)) - KNOWN - counted(now)


def names(text: str) -> set[str]:
    return set(NAME.findall(text)) - WORDS - NAMED - product()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", EDITION.answers.entries, ids=lambda entry: entry.id)
def test_an_answer_says_only_what_the_posting_says(entry: Entry, language: str) -> None:
    words, main = (words_of(EDITION, PHRASES[name]) for name in (language, "id"))
    for time in (None, *TIMES):
        moments = Moments(words, datetime.fromisoformat(time)) if time else None
        text = tell(entry, Tellers(words, main, moments))
        assert strange(text, time) == set()
        assert names(text) == set()
        assert len(text) <= (3500 if entry.long else 1500)


def test_answers_to_all_questions_say_only_what_the_posting_says() -> None:
    bad = 0
    for one, got in _all():
        local = one.get("now")
        zones = {"1700", "1800"}
        bad += bool(strange(got.text, local) - zones) or bool(names(got.text))
    assert bad == 0


def _all() -> Iterator[tuple[dict[str, str], Answered]]:
    answers = shipped_answers()
    for path in (DEV, HELD, SECOND_DEV):
        yield from answered(answers, questions(path))


def test_an_invented_figure_or_name_would_be_seen() -> None:
    assert strange("Gaji 7 juta, lihat https://contoh.id [umum-3]", None) == {
        "7",
        "https://contoh.id",
    }
    assert names("Alamat kantor di Kelapa, Gading.") == {"Kelapa", "Gading"}


@pytest.mark.parametrize("now", TIMES)
def test_the_topics_are_clauses(now: str) -> None:
    answers = shipped_answers()
    for one in questions(DEV)[::9]:
        got = answers.ask(one["q"], "", datetime.fromisoformat(f"{now}:00+07:00"))
        assert set(got.topics) <= set(EDITION.posting.clause)
