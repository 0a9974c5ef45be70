"""How often Pandu writes unasked: chosen, paused, stopped by one exact word, begun again."""

import pytest

from bot.channels.webchat.limits import CAPABILITIES as WEBCHAT
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from conversations.dialog.state import State
from tests.conversations.dialog.talk import OPEN, Talk, edition, started


@pytest.mark.parametrize(
    "word", ["berhenti", "Berhenti.", "STOP", "stop!", "/stop", "/stop@PanduBot"]
)
def test_one_exact_word_stops_everything_in_one_message(word: str) -> None:
    talk = started()
    told = talk.say(word)
    assert len(talk.turn.messages) == 1
    assert "*mulai lagi*" in told
    assert talk.state.stopped
    assert talk.audit[-1] == "messages_stopped"


def test_the_exact_word_stops_before_anything_else_was_said() -> None:
    talk = Talk()
    talk.say("stop")
    assert (talk.keys, bool(talk.state.stopped)) == (["reminders"], True)
    talk.press("Lanjutkan")
    assert talk.keys == ["consent"]


@pytest.mark.parametrize("words", [
    "endorsement", "stop dulu ya bu", "jangan berhenti", "stop@example.com", "non-stop",
    "saya berhenti kerja tahun 2023 dari koperasi lama", "berhenti dulu",
])  # fmt: skip
def test_nothing_else_stops(words: str) -> None:
    talk = started()
    talk.say(words)
    assert (talk.state.stopped, talk.audit[-1]) == ("", "commitments_acknowledged")


@pytest.mark.parametrize("words", ["stop dulu ya bu", "tolong hentikan semua pesan"])
def test_what_may_mean_to_stop_is_asked_kindly(words: str) -> None:
    talk = started()
    assert "satu kata saja: *berhenti*" in talk.say(words)
    talk.say("kembali")
    assert talk.keys == ["question:birth_date"]


def test_who_stopped_and_says_it_again_is_told_so_and_noted_once() -> None:
    talk = started()
    talk.say("stop")
    since = talk.state.stopped
    talk.say("stop", "stop dulu ya bu")
    assert talk.state.stopped == since
    assert talk.audit.count("messages_stopped") == 1


def test_it_begins_again_by_words_or_by_the_button() -> None:
    talk = started()
    talk.say("berhenti")
    assert "dimulai lagi" in talk.say("mulai lagi")
    assert (talk.state.stopped, talk.audit[-1]) == ("", "messages_resumed")
    talk.say("stop")
    talk.press("Mulai lagi")
    assert talk.state.stopped == ""


def test_to_begin_again_what_was_never_stopped_changes_nothing() -> None:
    talk = started()
    talk.say("mulai lagi")
    assert (talk.keys, talk.state.reminders, talk.audit[-1]) == (
        ["reminders"], "normal", "commitments_acknowledged",
    )  # fmt: skip


@pytest.mark.parametrize("word", ["pengingat", "/pengingat", "jeda", "reminders", "kalender"])
def test_reminders_have_a_screen_that_leads_back(word: str) -> None:
    talk = started()
    talk.say(word)
    assert talk.keys == ["reminders"]
    assert [link.to for link in talk.last.links] == ["calendar"]
    talk.press("Kembali")
    assert talk.keys == ["question:birth_date"]


@pytest.mark.parametrize(("label", "rhythm"), [
    ("Lebih jarang", "few"), ("Jeda pengingat", "paused"),
])  # fmt: skip
def test_the_rhythm_is_chosen_and_taken_back(label: str, rhythm: str) -> None:
    talk = started()
    talk.say("pengingat")
    talk.press(label)
    assert talk.state.reminders == rhythm
    talk.press("Seperti biasa")
    assert talk.state.reminders == "normal"


def test_a_pause_ends_by_the_same_words_as_a_stop_and_fewer_stay_fewer() -> None:
    talk = started()
    talk.say("pengingat")
    talk.press("Jeda pengingat")
    talk.say("mulai lagi")
    assert talk.state.reminders == "normal"
    talk.press("Lebih jarang")
    talk.say("stop", "mulai lagi")
    assert talk.state.reminders == "few"


def test_a_button_pressed_twice_or_long_after_says_what_it_always_said() -> None:
    talk = started()
    talk.say("pengingat")
    stop = talk.token("Hentikan semua pesan")
    talk.press("Kembali")
    talk.hear(Pressed(stop))
    assert talk.state.stopped
    assert talk.hear(Pressed(stop)) == ""
    talk.say("mulai lagi")
    talk.hear(Pressed(stop))
    assert talk.state.stopped


def test_times_are_told_in_ones_own_zone_beside_that_of_the_posting() -> None:
    talk = started()
    talk.say("pengingat")
    told = talk.press("Waktu WIT")
    assert "22 Desember 2025 pukul 16.00 WIB (18.00 WIT)" in told
    assert talk.state.zone == "Asia/Jayapura"
    assert "(18.00 WIT)" in talk.say("formulir")
    talk.say("pengingat")
    assert "WIT)" not in talk.press("Waktu WIB")
    assert talk.state.zone == ""


@pytest.mark.parametrize(("mails", "words"), [(True, "tulis *kontak*"), (False, "di kalender")])
def test_where_nothing_reaches_them_by_itself_that_is_said(*, mails: bool, words: str) -> None:
    talker = Dialog(edition(), load_phrases())
    if mails:
        talker.mailing()
    state = State(consent="2025-12-18T03:00:00+00:00", progress="consented")
    turn = talker.advance(state, Pressed("go::reminders:0"), OPEN, WEBCHAT)
    assert words in turn.messages[-1].text


def test_the_pause_of_the_talk_leads_to_the_reminders() -> None:
    talk = started()
    talk.say("berhenti dulu")
    assert talk.keys == ["pause"]
    talk.press("Pengingat")
    assert talk.keys == ["reminders"]


def test_it_is_the_same_in_english() -> None:
    talk = started()
    talk.say("english", "stop")
    assert "*start again*" in talk.last.text
    talk.say("start again")
    assert talk.state.stopped == ""
