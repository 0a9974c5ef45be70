"""Rows over a posting: moved dates, errata, answers to what was left open."""

from datetime import UTC, datetime

import pytest

from bot.answers import load_answers
from bot.texts import load_phrases
from conversations.eligibility.rules import Age
from conversations.posting.amend import amended
from conversations.posting.amend_dates import not_past
from conversations.posting.amendment import Amendment, AmendmentError, Row, decoded, encoded
from conversations.posting.edition import Edition
from tests.conversations.dialog.talk import edition

AT = datetime(2025, 12, 21, 3, tzinfo=UTC)
NOW = datetime.fromisoformat("2025-12-22T18:00+07:00")
CLOSES = {"closes": "2025-12-23T16:00+07:00"}
AGE = "{age: {of: birth_date, from: 25, to: 60}}"
SAID = {"id": "Usia 25 sampai 60 tahun.", "en": "Age 25 to 60."}


def laid(*amendments: Amendment) -> Edition:
    rows = [Row(at, each, f"Sumber {at}", "Sari", AT) for at, each in enumerate(amendments, 1)]
    return amended(edition(), rows, load_phrases())


def test_without_rows_the_posting_is_as_it_was_published() -> None:
    assert laid() == edition()
    assert laid().revision == 0


def test_the_closing_moves_with_every_line_that_ends_then() -> None:
    posting = laid(Amendment(moves=CLOSES)).posting
    closes = datetime.fromisoformat("2025-12-23T16:00")
    lines = {line.id: line for line in posting.schedule}
    assert posting.closes == closes
    assert (lines["jadwal-1"].until, lines["jadwal-2"].start) == (closes, closes)
    assert posting.as_of == edition().posting.as_of


def test_a_time_of_another_zone_is_the_same_moment() -> None:
    other = laid(Amendment(moves={"closes": "2025-12-23T18:00+09:00"}))
    assert other.posting.closes == laid(Amendment(moves=CLOSES)).posting.closes


@pytest.mark.parametrize("language", ["id", "en"])
def test_clauses_keep_their_words_and_tell_what_became_of_them(language: str) -> None:
    told, before = laid(Amendment(moves=CLOSES)).texts[language], edition().texts[language]
    for clause in ("jadwal-1", "jadwal-2", "info-1"):
        assert told.clauses[clause].startswith(before.clauses[clause])
        assert "23 " in told.clauses[clause].removeprefix(before.clauses[clause])
        assert "Sumber 1" in told.clauses[clause]
    assert told.clauses["jadwal-5"] == before.clauses["jadwal-5"]


def test_nothing_of_its_own_names_the_old_closing_any_more() -> None:
    texts = laid(Amendment(moves=CLOSES)).texts["id"]
    own = [*texts.gaps.values(), *texts.conventions.values()]
    assert not any("22 Desember 2025 pukul 16.00" in said for said in own)
    assert "23 Desember 2025 pukul 16.00 WIB" in texts.gaps["overlap"]
    assert texts.gaps["overlap"].count("23 Desember 2025 pukul") == 1


def test_of_two_moves_only_the_last_is_told() -> None:
    later = {"closes": "2025-12-24T16:00"}
    clause = laid(Amendment(moves=CLOSES), Amendment(moves=later)).texts["id"].clauses["jadwal-2"]
    assert ("24 Desember" in clause, "23 Desember" in clause) == (True, False)


def test_the_counting_day_moves_alone_and_by_its_name() -> None:
    found = laid(Amendment(moves={"as_of": "2025-12-23"}))
    assert (found.posting.as_of.day, found.posting.closes.day) == (23, 22)
    assert "per hari penutupan, 23 Desember 2025" in found.texts["id"].conventions["as-of-day"]


def test_a_line_of_the_schedule_moves_by_its_name() -> None:
    found = laid(Amendment(moves={"jadwal-4": "2025-12-26", "jadwal-3": "2025-12-19/2025-12-24"}))
    assert "26 Desember 2025" in found.texts["id"].clauses["jadwal-4"]
    assert "sampai 24 Desember 2025" in found.texts["id"].clauses["jadwal-3"]


def test_an_erratum_changes_the_words_and_the_rule() -> None:
    found = laid(Amendment(texts={"clauses.umum-3": SAID}, rules={"umum-3": AGE}))
    rule = found.posting.requirement["umum-3"].rule
    assert isinstance(rule, Age)
    assert (rule.min, rule.max) == (25, 60)
    assert found.texts["id"].clauses["umum-3"].startswith(SAID["id"] + " (Ralat.")
    assert found.history[0].before == edition().posting


def test_sentences_that_are_no_clause_are_corrected_by_their_place() -> None:
    place = "questions.birth_date.help"
    found = laid(Amendment(texts={place: {"id": "Baru.", "en": "New."}}))
    assert found.texts["id"].questions["birth_date"].help == "Baru."


def test_what_was_left_open_is_answered_and_no_longer_told_as_open() -> None:
    said = {"id": "Nama situsnya www.contoh.go.id.", "en": "The site is www.contoh.go.id."}
    found = laid(Amendment(answers={"website": said}))
    assert "website" not in found.posting.gaps
    answered = load_answers(found, load_phrases()).ask("nama website jadwal", "id", NOW)
    assert (answered.kind, said["id"] in answered.text) == ("answerable", True)


def test_a_silent_question_is_answered_by_its_own_name() -> None:
    said = {"id": "Ukuran setiap berkas paling besar 2 MB.", "en": "Each file at most 2 MB."}
    found = laid(Amendment(answers={"file-size": said}))
    assert said["id"] in load_answers(found, load_phrases()).ask("ukuran maksimal berkas").text


def test_questions_about_the_closing_are_answered_with_the_new_one() -> None:
    answers = load_answers(laid(Amendment(moves=CLOSES)), load_phrases())
    told = answers.ask("kapan pendaftaran ditutup?", "id", NOW).text
    assert "masih dibuka, sampai 23 Desember 2025 pukul 16.00 WIB" in told


@pytest.mark.parametrize(("amendment", "fault"), [
    (Amendment(moves={"foo": "2025-12-23"}), "no date is called 'foo'"),
    (Amendment(moves={"closes": "2025-12-22T16:00"}), "already so"),
    (Amendment(moves={"closes": "2025-12-23"}), "is no time"),
    (Amendment(moves={"closes": "besok"}), "is no time"),
    (Amendment(moves={"closes": "2025-12-17T10:00"}), "is not after it opens"),
    (Amendment(moves={"as_of": "2025-13-01"}), "is no day"),
    (Amendment(moves={"jadwal-3": "2025-12-20"}), "lasts several days"),
    (Amendment(moves={"jadwal-3": "2025-12-24/2025-12-20"}), "end before it begins"),
    (Amendment(texts={"clauses.umum-99": SAID}), "no sentence stands at"),
    (Amendment(texts={"questions.birth_date": SAID}), "is no single sentence"),
    (Amendment(texts={"clauses.umum-3": {"id": "Usia."}}), "text in 'en' is missing"),
    (Amendment(rules={"umum-3": AGE}), "give the new text of clause umum-3"),
    (Amendment(rules={"umum-99": AGE}), "no requirement is called"),
    (Amendment(texts={"clauses.umum-3": SAID}, rules={"umum-3": "{older: 3}"}), "is unknown here"),
    (Amendment(answers={"gaji": SAID}), "nothing called 'gaji' is left open"),
])  # fmt: skip
def test_what_cannot_be_laid_over_the_posting_is_told_in_one_sentence(
    amendment: Amendment, fault: str
) -> None:
    with pytest.raises(AmendmentError, match=fault) as told:
        laid(amendment)
    assert "\n" not in str(told.value)


def test_nothing_moves_into_the_past() -> None:
    with pytest.raises(AmendmentError, match="is past"):
        not_past(edition().posting, {"closes": "2025-12-22T17:00"}, NOW)
    not_past(edition().posting, CLOSES, NOW)


def test_an_amendment_is_stored_as_it_was() -> None:
    amendment = Amendment(CLOSES, {"clauses.umum-3": SAID}, {"umum-3": AGE}, {"website": SAID})
    assert decoded(encoded(amendment)) == amendment
    kinds = [
        each.kind
        for each in (
            amendment,
            Amendment(rules={"umum-3": AGE}),
            Amendment(texts={"a": SAID}),
            Amendment(answers={"a": SAID}),
        )
    ]
    assert kinds == ["date", "rule", "erratum", "answer"]
