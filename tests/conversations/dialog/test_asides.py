"""Leaving for another place and coming back: summary, language, pause, restart, withdrawal."""

from datetime import datetime

import pytest

from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from conversations.dialog.state import Fact
from tests.conversations.dialog.talk import OPEN, Talk, edition, started
from tests.conversations.understanding.reading import understanding


@pytest.mark.parametrize(("words", "key"), [
    ("ringkasan", "summary"), ("/ringkasan", "summary"), ("/bahasa", "language"),
    ("bahasa", "language"), ("konvensi", "conventions"), ("syarat", "browse:requirements"),
    ("formulir", "form"),
    ("mulai dari awal", "restart"), ("hapus data saya", "erase"), ("data saya", "mydata"),
    ("perbaiki data", "correct"), ("jeda", "reminders"),
    ("nanti", "pause"), ("batal", "pause"), ("/bahasa@PanduBot", "language"),
])  # fmt: skip
def test_every_place_leads_back_to_where_the_talk_was(words: str, key: str) -> None:
    talk = started()
    talk.say("14 Mei 1990", words)
    assert talk.keys == [key]
    talk.say("kembali")
    assert talk.keys == ["question:education"]


def test_from_one_aside_to_another_the_way_back_is_the_same() -> None:
    talk = started()
    talk.say("ringkasan", "konvensi", "bahasa", "kembali")
    assert talk.keys == ["question:birth_date"]


def test_the_way_back_to_a_question_that_is_gone_leads_on() -> None:
    talk = started()
    talk.say("ringkasan")
    talk.state.asked.back_to = "q:gone"
    talk.say("kembali")
    assert talk.keys == ["question:birth_date"]


def test_the_summary_shows_every_answer_with_a_way_to_change_it() -> None:
    talk = started()
    assert "Belum ada jawaban" in talk.say("ringkasan")
    talk.press("Lanjutkan")
    talk.say("14 Mei 1990")
    talk.press("S1 (selesai)")
    talk.say("belum tahu", "ringkasan")
    for line in ("Tanggal lahir: 14 Mei 1990", "Pendidikan: S1 (selesai)", "Domisili: belum tahu"):
        assert line in talk.last.text
    assert {"Tanggal lahir", "Pendidikan", "Domisili"} <= {c.label for c in talk.last.choices}


def test_a_fact_that_was_read_elsewhere_is_shown_as_it_is() -> None:
    talk = started()
    talk.press("Belum tahu", "D4 (selesai)")
    talk.state.facts["education"].value = [{"level": "D4", "status": None}]
    assert "Pendidikan: D4" in talk.say("ringkasan")


def test_what_is_known_of_a_screen_of_boxes_only_in_part_is_shown_in_part() -> None:
    talk = started()
    talk.state.facts["laptop"] = Fact(value=False)
    assert "Data dan milik dasar: tidak: Laptop pribadi" in talk.say("ringkasan")


@pytest.mark.parametrize("words", ["english", "in English", "bahasa inggris"])
def test_the_language_changes_at_any_time(words: str) -> None:
    talk = started()
    assert "When were you born?" in talk.say(words)
    assert talk.state.language == "en"
    assert "Kapan" in talk.say("bahasa indonesia")


def test_the_language_is_chosen_from_buttons_and_the_talk_goes_on() -> None:
    talk = started()
    talk.say("/bahasa")
    talk.press("English")
    assert (talk.keys, talk.state.language) == (["question:birth_date"], "en")
    talk.say("language", "Bahasa Indonesia")
    assert talk.state.language == "id"


def test_starting_over_asks_first() -> None:
    talk = started()
    talk.say("14 Mei 1990", "mulai dari awal")
    assert talk.values
    talk.say("hm")
    assert talk.keys == ["restart"]
    talk.press("Batal")
    assert (talk.keys, bool(talk.values)) == (["question:education"], True)
    talk.say("mulai dari awal", "batal", "mulai dari awal", "ya")
    assert (talk.values, talk.keys, talk.state.progress) == ({}, ["commitments"], "consented")
    assert talk.audit[-1] == "restarted"


def test_starting_over_before_anything_was_agreed_finishes_that_first() -> None:
    talk = Talk()
    talk.open()
    talk.say("mulai dari awal")
    assert (talk.keys, talk.audit) == (["consent"], [])


def test_taking_consent_back_forgets_everything() -> None:
    talk = started()
    talk.say("14 Mei 1990", "cabut persetujuan", "tidak")
    assert talk.values
    talk.say("cabut persetujuan")
    talk.press("Ya, tarik")
    assert (talk.state.facts, talk.state.consent, talk.state.verdict) == ({}, "", "")
    assert (talk.audit[-1], talk.keys) == ("consent_withdrawn", ["declined"])
    talk.say("lanjut")
    assert talk.keys == ["consent"]


def test_an_old_confirmation_confirms_nothing() -> None:
    talk = started()
    talk.say("14 Mei 1990", "mulai dari awal")
    old = talk.token("Ya, mulai lagi")
    talk.press("Batal")
    talk.hear(Pressed(old))
    assert talk.values == {"birth_date": "1990-05-14"}


def test_the_outcome_waits_for_the_questions() -> None:
    talk = started()
    assert "setelah pertanyaannya selesai" in talk.say("hasil")


def test_what_is_not_fixed_is_shown_as_the_self_checks_own() -> None:
    talk = started()
    told = talk.say("konvensi")
    texts = edition().texts["id"]
    assert all(said in told for said in (*texts.conventions.values(), *texts.gaps.values()))


def test_a_question_of_their_own_is_answered_and_the_talk_stays() -> None:
    asked: list[tuple[str, str, datetime, str]] = []

    def answer(text: str, language: str, now: datetime, before: str) -> str | None:
        asked.append((text, language, now, before))
        return "Gaji tidak disebut." if "gaji" in text else None

    talk = started(talker=Dialog(edition(), load_phrases(), answer).reading(understanding()))
    told = talk.say("berapa gajinya?")
    assert told.startswith("Gaji tidak disebut.")
    assert talk.keys == ["question:birth_date"]
    assert "belum melihat tanggal" in talk.say("zzz")
    talk.say("14-05-1990", "yyy")
    assert asked == [
        ("berapa gajinya?", "id", OPEN, ""),
        ("zzz", "id", OPEN, "berapa gajinya?"),
        ("yyy", "id", OPEN, ""),
    ]
