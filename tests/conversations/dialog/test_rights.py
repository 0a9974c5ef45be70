"""Everybody can see, correct and erase their data, at any step and however they put it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.lexicon import load_lexicon
from bot.texts import load_phrases
from conversations.dialog.capabilities import Capabilities
from conversations.dialog.commands import command
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Edited, Filed, LookedAt, Opened, Pressed, Said, Sent, Typed
from conversations.dialog.reach import Contact
from conversations.dialog.rights_words import asked_for
from conversations.posting.privacy import Privacy
from conversations.understanding.understand import Understanding
from tests.conversations.dialog.talk import OPEN, Talk, dialog, edition, started

STEPS = (
    *("14 Mei 1990", "ringkasan", "bahasa", "mulai dari awal", "cabut persetujuan", "kontak"),
    *("berkas", "pengingat", "isi pengumuman", "nanti", "konvensi", "data saya", "hmm", "kit"),
    "bicara dengan petugas",
)


def erasing() -> Talk:
    """Somebody who answered, gave a file and asked to be erased."""
    talk = started()
    talk.say("14 Mei 1990")
    talk.hear(Filed(document=7, name="KTP.jpg"))
    talk.say("hapus data saya")
    talk.press("Ya, hapus data saya")
    return talk


@pytest.mark.parametrize("step", STEPS)
def test_at_any_step_it_is_explained_and_asked_first(step: str) -> None:
    talk = started()
    told = talk.say(step, "hapus data saya")
    assert talk.keys[-1] == "erase"
    assert "batal hapus" in told
    assert (talk.state.erase_asked, talk.audit.count("erasure_asked")) == ("", 0)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("word", ["stop", "hapus data saya", "cabut persetujuan"])
def test_at_any_step_messages_cease(step: str, word: str) -> None:
    """At once, as far as the state says it: what waits is cancelled by the same commit."""
    talk = started()
    talk.say(step, word)
    if word != "stop":
        talk.say("ya")
    assert talk.state.stopped or not talk.state.consent


def test_it_is_done_after_a_day_and_said_when() -> None:
    talk = erasing()
    assert talk.keys == ["erasing"]
    assert talk.audit[-1] == "erasure_asked"
    assert "19 Desember 2025 pukul 10.00 WIB" in talk.last.text
    assert talk.state.erase_at == "2025-12-19T03:00:00+00:00"
    assert talk.state.stopped == talk.state.erase_asked


EVERYTHING: tuple[Said, ...] = (
    Typed("15 Mei 1991"), Typed("lanjut"), Typed("berhenti"), Typed("mulai lagi"), Typed("???"),
    Typed("hapus data saya"), Typed("cabut persetujuan"), Opened("id"), Sent("voice"),
    Edited("16 Mei 1991", "3"), Pressed("go::summary:0"), Pressed("go::withdraw:0"),
    Pressed("nothing"), Pressed("q:birth_date::0"), Filed(document=9, name="cv.pdf"),
)  # fmt: skip


@pytest.mark.parametrize("said", EVERYTHING, ids=str)
def test_until_then_nothing_else_is_done_with_it(said: Said) -> None:
    talk = erasing()
    before = talk.state
    talk.hear(said)
    assert talk.keys == ["erasing"]
    after = talk.state
    assert (after.facts, after.papers, after.consent) == (
        before.facts,
        before.papers,
        before.consent,
    )
    assert (after.stopped, after.erase_at) == (before.stopped, before.erase_at)


def test_pressed_twice_it_is_one_wish() -> None:
    talk = started()
    talk.say("hapus data saya")
    token = talk.token("Ya, hapus data saya")
    talk.hear(Pressed(token))
    at = talk.state.erase_at
    talk.now += timedelta(hours=1)
    talk.hear(Pressed(token))
    assert (talk.keys, talk.state.erase_at) == ([], at)
    talk.say("lanjut")
    talk.hear(Pressed(token))
    assert (talk.keys, talk.state.erase_at) == (["erasing"], at)
    assert talk.audit.count("erasure_asked") == 1


def test_on_another_channel_it_is_the_same_wish() -> None:
    """A case has one state, wherever its person writes."""
    talk = erasing()
    page = Capabilities(can_push=False, can_edit=False, multi_select=True, identity_papers=True)
    for said in (Opened("id"), Typed("hapus data saya"), Typed("lanjut")):
        turn = dialog().advance(talk.state, said, talk.now, page)
        assert [message.key for message in turn.messages] == ["erasing"]
        assert (turn.state.erase_at, turn.audit) == (talk.state.erase_at, ())
    kept = dialog().advance(talk.state, Typed("batal hapus"), talk.now, page)
    assert (kept.state.erase_at, kept.audit) == ("", ("erasure_cancelled",))


def test_what_was_being_looked_at_is_noted_in_silence() -> None:
    talk = erasing()
    talk.hear(LookedAt(document=7, kind="image"))
    assert (talk.keys, talk.state.papers["7"].state) == ([], "looked")
    talk.press("Batalkan penghapusan")
    assert talk.state.papers["7"].kind == "image"


def test_no_file_is_kept_any_more() -> None:
    talk = erasing()
    told = talk.hear(Filed(document=9, name="cv.pdf"))
    assert told.startswith("Berkas itu tidak disimpan")
    dialog = Dialog(edition(), load_phrases())
    assert not dialog.takes_files(talk.state)
    assert dialog.takes_files(replace(talk.state, erase_asked=""))


@pytest.mark.parametrize("how", ["batal hapus", "jangan dihapus", "jangan hapus data saya"])
def test_who_changes_their_mind_finds_all_as_it_was(how: str) -> None:
    talk = started()
    talk.say("14 Mei 1990")
    before = talk.state
    talk.say("hapus data saya", "ya", how)
    assert talk.keys == ["question:education"]
    assert talk.audit[-1] == "erasure_cancelled"
    assert (talk.state.facts, talk.state.stopped, talk.state.erase_asked) == (before.facts, "", "")


def test_who_had_stopped_before_stays_stopped() -> None:
    talk = started()
    talk.say("berhenti")
    since = talk.state.stopped
    talk.now += timedelta(minutes=1)
    talk.say("hapus data saya", "ya", "batal hapus")
    assert talk.state.stopped == since


def test_who_says_no_is_where_they_were() -> None:
    talk = started()
    talk.say("14 Mei 1990", "hapus data saya", "tidak")
    assert (talk.keys, talk.state.erase_asked) == (["question:education"], "")


def test_nothing_is_under_way_and_that_is_said() -> None:
    talk = started()
    assert talk.say("batal hapus").startswith("Tidak ada penghapusan")
    assert talk.keys == ["mydata"]


@pytest.mark.parametrize(
    "word", ["data saya", "hapus data saya", "perbaiki data", "batal hapus", "cabut persetujuan"]
)
def test_somebody_of_whom_nothing_is_kept_is_told_so(word: str) -> None:
    talk = Talk()
    assert talk.say(word).startswith("Pandu belum menyimpan data")
    assert talk.keys == ["mydata:nobody", "greeting", "consent"]


@pytest.mark.parametrize("token", ["erase::yes:5", "erasing::keep:7", "go::keep:0", "go::erase:0"])
def test_a_button_pressed_after_the_erasing_harms_nobody(token: str) -> None:
    talk = Talk()
    talk.hear(Pressed(token))
    assert talk.last.choices
    assert (talk.state.erase_asked, "erasure_asked" in talk.audit) == ("", False)


def test_the_time_is_over_and_that_is_said() -> None:
    talk = erasing()
    talk.now += timedelta(hours=25)
    assert "sedang dihapus" in talk.say("halo")


def test_it_can_be_seen_in_the_other_language_while_it_waits() -> None:
    talk = erasing()
    assert "You asked for erasure" in talk.say("english")
    assert "Jawaban" in talk.say("bahasa indonesia", "data saya")
    assert talk.keys == ["mydata"]


def test_without_a_time_to_reconsider_it_is_done_at_once() -> None:
    at_once = replace(edition(), privacy=Privacy(grace_hours=0))
    talker = Dialog(at_once, load_phrases()).reading(Understanding(load_lexicon()))
    talk = started(OPEN, talker)
    assert "segera dihapus" in talk.say("hapus data saya")
    talk.say("ya")
    assert talk.state.erase_at == talk.state.erase_asked
    assert "sedang dihapus" in talk.last.text


def test_everything_that_is_kept_is_shown() -> None:
    talk = started()
    talk.say("14 Mei 1990")
    talk.hear(Filed(document=7, name="KTP.jpg"))
    talk.state.contact = Contact(name="Rina", email="rina@contoh.id", whatsapp="+6281234567890")
    told = talk.say("data saya")
    shown = ("14 Mei 1990", "KTP.jpg", "Rina", "rina@contoh.id", "+6281234567890", "18 Desember")
    assert [words for words in shown if words not in told] == []
    assert [link.to for link in talk.last.links] == ["copy"]


def test_it_is_shown_without_consent_too() -> None:
    talk = Talk()
    talk.open()
    talk.press("Tidak")
    assert "Belum ada persetujuan" in talk.say("data saya")
    assert "belum dimulai" in talk.say("perbaiki data")
    talk.say("hapus data saya", "ya")
    assert talk.keys == ["erasing"]


def test_each_kind_of_data_can_be_reached_to_be_corrected() -> None:
    for label, key in (
        ("Ringkasan", "summary"), ("Data kontak", "contact"), ("Daftar berkas", "docs"),
        ("Pengingat", "reminders"),
    ):  # fmt: skip
        talk = started()
        talk.say("14 Mei 1990", "perbaiki data")
        talk.press(label)
        assert talk.keys == [key]


def test_taking_consent_back_twice_says_that_it_was() -> None:
    talk = started()
    talk.say("14 Mei 1990", "cabut persetujuan", "ya", "cabut persetujuan", "ya")
    assert "sudah ditarik sebelumnya" in talk.messages[-1].text
    assert talk.audit.count("consent_withdrawn") == 1


@pytest.mark.parametrize(("words", "what"), [
    ("Tolong hapus semua data saya", "erase"), ("saya ingin data saya dihapus", "erase"),
    ("hapus akun saya", "erase"), ("please delete all my data", "erase"),
    ("erase my account", "erase"), ("mohon hapuskan data aku ya", "erase"),
    ("bisa hapus dataku?", "erase"), ("jangan hapus data saya", "keep"),
    ("batalkan penghapusan data saya", "keep"), ("tidak jadi dihapus", "keep"),
    ("don't delete my data", "keep"), ("apakah data saya dihapus?", "mydata"),
    ("kapan data saya dihapus", "mydata"), ("saya mau mencabut persetujuan saya", "withdraw"),
    ("I want to withdraw my consent", "withdraw"), ("lihat data saya", "mydata"),
    ("minta salinan data saya", "mydata"), ("download my data", "mydata"),
    ("saya mau ubah data saya", "correct"), ("please correct my data", "correct"),
    ("hapus email saya dari data", ""), ("hapus berkas KTP dari data saya", ""),
    ("hapus nomor saya", ""), ("saya menghapus data koperasi", ""), ("hapus semua", ""),
    ("apakah perlu surat izin usaha?", ""), ("data koperasi di mana?", ""),
    ("saya bekerja sebagai pengolah data", ""), ("apa itu persetujuan?", ""), ("", ""),
    ("saya dulu bekerja di dinas dan menghapus data lama milik kantor saya di sana", ""),
])  # fmt: skip
def test_words_mean_what_they_say(words: str, what: str) -> None:
    assert asked_for(words) == what


@pytest.mark.parametrize("place", ["mydata", "correct", "erase", "keep", "withdraw"])
def test_each_place_has_words_in_both_languages(place: str) -> None:
    words = {
        "mydata": ("data saya", "my data"), "correct": ("perbaiki data", "correct my data"),
        "erase": ("hapus data saya", "delete my data"), "keep": ("batal hapus", "cancel erasure"),
        "withdraw": ("cabut persetujuan", "withdraw consent"),
    }  # fmt: skip
    assert [command(each) for each in words[place]] == [place, place]


def test_staff_have_the_talk_no_more() -> None:
    talk = started()
    talk.say("bicara dengan petugas", "ya")
    assert talk.state.with_staff.since
    talk.say("hapus data saya", "ya")
    assert talk.keys == ["erasing"]
    assert not talk.state.with_staff.since
    assert talk.audit[-2:] == ["staff_talk_ended", "erasure_asked"]


def test_seeing_ones_data_is_on_record() -> None:
    talk = started()
    talk.say("data saya")
    assert talk.audit[-1] == "data_shown"


def test_another_person_at_the_same_telephone_is_not_held_up() -> None:
    talk = erasing()
    talk.say("pelamar lain")
    assert talk.keys == ["other:mine"]
    talk.say("Rina")
    assert talk.keys == ["other:new"]
    talk.say("Budi")
    assert talk.turn.wish
    assert talk.turn.wish.what == "second"
