"""Periods of work: added in a line or part by part, changed, removed, counted."""

import pytest

from conversations.dialog.event import Pressed
from tests.conversations.dialog.talk import Talk, started

SHORT = "pendamping koperasi, Dinas A, 01-2021 sampai 12-2022, ada bukti"
LONG = "fasilitator umkm, Dinas B, 01-2018 sampai 12-2021, ada surat keterangan"


def asked() -> Talk:
    talk = started()
    talk.hear(Pressed("q:experience::0"))
    return talk


def known(talk: Talk) -> list[dict[str, object]]:
    return talk.state.facts["experience"].value  # type: ignore[return-value] # a list of records


def test_one_line_that_suffices_is_answer_enough() -> None:
    talk = asked()
    assert "terhitung 4 tahun" in talk.say(LONG)
    assert known(talk) == [
        {"role": "fasilitator umkm", "org": "Dinas B", "start": "2018-01", "end": "2021-12",
         "proof": True}
    ]  # fmt: skip


def test_what_does_not_suffice_is_listed_until_it_is_sent() -> None:
    talk = asked()
    told = talk.say(SHORT)
    assert "terhitung 2 tahun" in told
    assert "Masa berbukti seluruhnya: 2 tahun" in told
    assert "experience" not in talk.state.facts
    talk.say("pendamping koperasi, Dinas C, 2023-01 sampai sekarang, tanpa bukti")
    assert "tanpa bukti (2 tahun 11 bulan 22 hari, terhitung bila ada bukti)" in talk.last.text
    talk.press("Selesai")
    assert [entry["proof"] for entry in known(talk)] == [True, False]


@pytest.mark.parametrize(("words", "told"), [
    ("kasir, Toko D, 01-2020 sampai 12-2020, ada bukti", "tidak termasuk yang dihitung"),
    ("pendamping koperasi, Dinas E, 01-2026 sampai 12-2026, ada bukti", "belum terhitung"),
])  # fmt: skip
def test_what_does_not_count_is_said(words: str, told: str) -> None:
    talk = asked()
    assert told in talk.say(words)
    assert "Belum ada masa berbukti" in talk.last.text


def test_what_lacks_is_asked_part_by_part() -> None:
    talk = asked()
    talk.press("Tambah pengalaman")
    assert talk.last.field == "text"
    talk.say("pendamping UMKM")
    talk.press("Tanpa nama lembaga")
    assert "tidak ada di kalender" in talk.say("13-2019")
    talk.say("Februari 2019")
    talk.press("Sampai sekarang")
    talk.say("belum tahu")
    assert "bukti belum pasti" in talk.last.text
    talk.press("Selesai")
    assert known(talk) == [
        {"role": "pendamping UMKM", "org": "", "start": "2019-02", "end": "sekarang", "proof": None}
    ]


@pytest.mark.parametrize(
    ("word", "proof"), [("ya", True), ("tidak", False), ("Belum tahu", None), ("gatau", None)]
)
def test_proof_is_asked_where_it_was_not_said(word: str, *, proof: bool | None) -> None:
    talk = asked()
    talk.say("penyuluh koperasi, Dinas F, 01-2018 sampai 12-2019")
    assert talk.last.key == "question:experience:proof"
    talk.say(word)
    talk.press("Selesai")
    assert known(talk)[0]["proof"] is proof


def test_several_unfinished_periods_are_finished_one_after_the_other() -> None:
    talk = asked()
    talk.say(
        "pendamping koperasi, A, 01-2018 sampai 12-2018; penyuluh umkm, B, 01-2019 sampai 12-2019"
    )
    talk.press("Ada bukti")
    assert talk.last.key == "question:experience:proof"
    talk.press("Ada bukti", "Selesai")
    assert [entry["org"] for entry in known(talk)] == ["A", "B"]


def test_dates_that_contradict_each_other_are_asked_again() -> None:
    talk = asked()
    talk.press("Tambah pengalaman")
    talk.say("pendamping koperasi", "Dinas", "01-2020")
    assert "lebih awal" in talk.say("01-2019")
    talk.say("01-2021", "ya")
    talk.press("Selesai")
    assert known(talk)[0]["end"] == "2021-01"


@pytest.mark.parametrize(("button", "words", "part", "value"), [
    ("Ubah peran", "penyuluh umkm", "role", "penyuluh umkm"),
    ("Ubah lembaga", "Dinas Z", "org", "Dinas Z"),
    ("Ubah mulai", "02-2021", "start", "2021-02"),
    ("Ubah selesai", "11-2022", "end", "2022-11"),
    ("Ubah bukti", "tidak", "proof", False),
])  # fmt: skip
def test_each_part_may_be_changed(button: str, words: str, part: str, value: object) -> None:
    talk = asked()
    talk.say(SHORT)
    talk.press("Ubah nomor 1", button)
    talk.say(words)
    talk.press("Selesai")
    assert known(talk)[0][part] == value
    assert len(known(talk)) == 1


def test_a_period_may_be_removed_or_left_as_it_was() -> None:
    talk = asked()
    talk.say(SHORT, "pendamping umkm, Dinas X, 01-2023 sampai 02-2023, ada bukti")
    talk.press("Ubah nomor 1", "Kembali ke daftar", "Ubah nomor 1", "Hapus dari daftar")
    assert "dihapus dari daftar" in talk.last.text
    talk.press("Selesai")
    assert [entry["org"] for entry in known(talk)] == ["Dinas X"]


@pytest.mark.parametrize("word", ["Batal", "batal", "kembali"])
def test_a_period_that_was_begun_may_be_dropped(word: str) -> None:
    talk = asked()
    talk.say(SHORT)
    talk.press("Tambah pengalaman")
    talk.say(word)
    assert "Dinas A" in talk.last.text
    assert talk.state.asked.screen == "q:experience"


@pytest.mark.parametrize(("word", "key"), [
    ("nanti", "pause"), ("bantuan", "question:experience:end"), ("xyz", "question:experience:end"),
    ("belum tahu", "question:experience:end"),
])  # fmt: skip
def test_other_words_within_a_period(word: str, key: str) -> None:
    talk = asked()
    talk.press("Tambah pengalaman")
    talk.say("pendamping koperasi", "Dinas", "01-2020", word)
    assert talk.last.key == key


def test_words_at_the_menu_of_a_period_change_nothing() -> None:
    talk = asked()
    talk.say(SHORT)
    talk.press("Ubah nomor 1")
    talk.say("apa saja")
    assert talk.last.key == "question:experience:menu"


def test_none_at_all_is_an_answer() -> None:
    talk = asked()
    talk.press("Belum ada pengalaman")
    assert known(talk) == []
    talk.hear(Pressed("q:experience::0"))
    assert "0 pengalaman" not in talk.last.text or "Jawaban" not in talk.last.text
    talk.press("Tetap seperti ini")
    assert known(talk) == []


def test_not_knowing_is_an_answer_too() -> None:
    talk = asked()
    talk.say("belum tahu")
    assert talk.state.facts["experience"].unsure


def test_an_answered_list_is_opened_again_and_not_sent_by_itself() -> None:
    talk = asked()
    talk.say(LONG)
    talk.hear(Pressed("q:experience::0"))
    talk.say(SHORT)
    assert len(known(talk)) == 1
    talk.press("Selesai")
    assert len(known(talk)) == 2


@pytest.mark.parametrize("value", ["-edit.9", "-edit.x", "-gone", "-yes", "on.x"])
def test_buttons_that_never_were(value: str) -> None:
    talk = asked()
    talk.say(SHORT)
    version = talk.state.asked.version
    talk.hear(Pressed(f"q:experience:{value}:{version}"))
    talk.press("Ubah nomor 1")
    version = talk.state.asked.version
    talk.hear(Pressed(f"q:experience:{value}:{version}"))
    assert talk.state.asked.screen == "q:experience"


def test_words_that_are_no_experience() -> None:
    assert "peran, lembaga" in asked().say("saya rajin")
