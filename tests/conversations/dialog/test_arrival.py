"""Greeting, notice, consent and acknowledgement come before the first personal question."""

import pytest
from msgspec.structs import replace

from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed, Sent, SentKind, Typed
from tests.conversations.dialog.talk import Talk, edition, started


def test_the_notice_of_a_posting_that_asks_only_several_things_at_once() -> None:
    posting = edition().posting
    several = tuple(question for question in posting.questions if len(question.facts) > 1)
    other = replace(edition(), posting=replace(posting, questions=several))
    talk = Talk(talker=Dialog(other, load_phrases()))
    talk.open()
    assert "cek mandiri ini:\n- Data dan milik dasar: kewarganegaraan" in talk.last.text


def test_who_stopped_for_now_goes_on_where_they_were() -> None:
    talk = started()
    talk.say("nanti")
    assert talk.open().startswith("Selamat datang kembali.")
    assert talk.keys == ["question:birth_date"]


def test_the_greeting_says_who_speaks_until_when_and_that_nothing_costs() -> None:
    talk = Talk()
    told = talk.open()
    assert talk.keys == ["greeting", "consent"]
    who = ("Dinas PPKUKM", "sebuah program", "bukan pendaftaran", "Tidak ada biaya")
    for words in (*who, "22 Desember 2025 pukul 16.00 WIB", "www.disppkukm.jakarta.go.id"):
        assert words in told


def test_the_notice_names_every_kind_of_data_that_is_asked() -> None:
    talk = Talk()
    talk.open()
    names = edition().texts["id"].facts
    for question in edition().posting.questions:
        for key in question.facts:
            assert names[key].name.casefold() in talk.last.text.casefold()
    for words in ("UU 27/2022", "Hak Bapak/Ibu", "sampai seleksi ini selesai"):
        assert words in talk.last.text


@pytest.mark.parametrize("words", ["halo", "", "14 Mei 1990", "/start"])
def test_whatever_is_said_first_is_greeted(words: str) -> None:
    talk = Talk()
    talk.say(words)
    assert talk.keys == ["greeting", "consent"]
    assert talk.state.facts == {}


def test_the_device_says_the_language_only_at_first() -> None:
    talk = Talk()
    assert "Welcome" in talk.open("en")
    assert "Welcome" in talk.open("id")


def test_a_language_that_is_not_spoken_is_answered_in_the_first() -> None:
    assert "Selamat datang" in Talk().open("fr")
    talk = started()
    talk.state.language = "fr"
    assert "Kapan" in talk.say("lanjut")


def test_english_may_be_asked_for_before_anything() -> None:
    assert "Welcome" in Talk().say("english")


def test_consent_is_recorded_with_its_time() -> None:
    talk = Talk()
    talk.open()
    talk.press("Setuju")
    assert talk.state.consent == "2025-12-18T03:00:00+00:00"
    assert talk.audit == ["consent_given"]
    assert talk.state.progress == "consented"
    assert talk.keys == ["commitments"]


@pytest.mark.parametrize("words", ["Tidak", "tidak", "ga", "2"])
def test_without_consent_only_general_things_are_told(words: str) -> None:
    talk = Talk()
    talk.open()
    talk.say(words)
    assert (talk.state.consent, talk.keys, talk.audit) == ("", ["declined"], ["consent_declined"])
    assert "pukul 16.00 WIB: pendaftaran ditutup" in talk.press("Isi pengumuman", "Jadwal")
    assert edition().posting.form_url in talk.press("Formulir resmi")
    talk.press("Lanjutkan", "Setuju", "Sudah saya baca")
    assert talk.keys == ["question:birth_date"]


@pytest.mark.parametrize(
    "token",
    ["q:birth_date::0", "q:papers:on.laptop:0", "q:nib:belum:2", "go::summary:0",
     "commitments::yes:2", "go::verdict:0", "go::restart:0", "q:papers::0"],
)  # fmt: skip
def test_nothing_personal_without_consent(token: str) -> None:
    talk = Talk()
    talk.open()
    talk.hear(Pressed(token))
    assert talk.state.facts == {}
    assert talk.last.key == "consent"


def test_consent_that_is_taken_back_elsewhere_stops_the_questions() -> None:
    talk = started()
    talk.state.consent = ""
    talk.say("14 Mei 1990")
    assert (talk.state.facts, talk.last.key) == ({}, "consent")


@pytest.mark.parametrize("words", ["kapan tutupnya?", "31-02-1990", "hmm"])
def test_words_that_are_no_consent_are_none(words: str) -> None:
    talk = Talk()
    talk.open()
    talk.say(words)
    assert (talk.state.consent, talk.last.key) == ("", "consent")


def test_the_commitments_are_acknowledged_once_and_shown_with_the_provisions() -> None:
    talk = Talk()
    talk.open()
    told = talk.press("Setuju")
    posting, texts = edition().posting, edition().texts["id"]
    for name in (*posting.commitments, *posting.readiness, *posting.provisions):
        assert told.count(texts.clauses[name]) == 1
    talk.say("ya")
    assert talk.audit == ["consent_given", "commitments_acknowledged"]
    assert talk.state.acknowledged


@pytest.mark.parametrize(("words", "key"), [
    ("belum", "pause"), ("nanti", "pause"), ("xyz", "commitments"), ("bantuan", "commitments"),
])  # fmt: skip
def test_who_does_not_acknowledge_may_wait(words: str, key: str) -> None:
    talk = Talk()
    talk.open()
    talk.press("Setuju")
    talk.say(words)
    assert (talk.last.key, talk.state.acknowledged) == (key, "")


def test_old_buttons_of_consent_change_nothing() -> None:
    talk = Talk()
    talk.open()
    yes, no = talk.token("Setuju"), talk.token("Tidak")
    talk.hear(Pressed(yes))
    read = talk.token("Sudah saya baca")
    talk.hear(Pressed(read))
    before = talk.state
    for token in (yes, no, read):
        assert "pesan yang lama" in talk.hear(Pressed(token)) or token == read
        assert (talk.state.consent, talk.state.acknowledged) == (
            before.consent,
            before.acknowledged,
        )
    assert talk.audit == ["consent_given", "commitments_acknowledged"]


def test_consent_asked_for_again_is_only_confirmed() -> None:
    talk = started()
    talk.hear(Pressed("go::consent:0"))
    assert talk.press("Tidak").startswith("Persetujuan Bapak/Ibu sudah tercatat")
    assert talk.state.consent


def test_who_comes_again_is_where_they_were() -> None:
    talk = started()
    talk.say("14 Mei 1990")
    told = talk.open()
    assert told.startswith("Selamat datang kembali")
    assert talk.keys == ["question:education"]


def test_an_opening_that_was_never_answered_is_greeted_again() -> None:
    talk = Talk()
    talk.open()
    assert talk.open() != ""
    assert talk.keys == ["greeting", "consent"]


def test_what_was_typed_is_shown_as_said_and_numbered_in_order() -> None:
    talk = Talk()
    talk.open()
    talk.hear(Typed("setuju"))
    assert (talk.turn.echo, talk.turn.echo_seq) == ("setuju", 3)
    assert [message.seq for message in talk.messages] == [1, 2, 4]
    talk.press("Sudah saya baca")
    assert (talk.turn.echo, talk.turn.echo_seq) == ("Sudah saya baca", 5)


@pytest.mark.parametrize(("kind", "words"), [
    ("voice", "suara"), ("photo", "berkas lamaran dikirim"), ("sticker", "tulisan dan tombol"),
])  # fmt: skip
def test_what_cannot_be_read_is_said(kind: SentKind, words: str) -> None:
    talk = started()
    assert words in talk.hear(Sent(kind))
    assert (talk.keys, talk.turn.echo) == (["question:birth_date"], "")
    assert Talk().hear(Sent(kind)).startswith("Selamat datang")
