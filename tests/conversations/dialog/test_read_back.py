"""What was read from papers becomes facts only once it is confirmed, whatever happens between."""

import pytest

from conversations.dialog.event import Filed, LookedAt, Pressed
from conversations.documents.findings import Finding
from tests.conversations.dialog.talk import Talk, started

CARD = {
    "nik": "3174054505900012",
    "nama": "SITI AMINAH",
    "tanggal_lahir": "1990-05-05",
    "jenis_kelamin": "P",
    "ktp_dki": True,
}
NIB = {"nib": "1234567890123", "jenis": "perorangan", "kbli": ["70209", "62019"]}
TOLD = {"birth_date": "1990-05-05", "gender": "P", "ktp_dki": True}


def read(talk: Talk, number: int, name: str, *codes: str, **fields: object) -> str:
    """A file comes in and is looked at."""
    talk.hear(Filed(document=number, name=name, digest=f"digest {number}"))
    found = tuple(Finding(code) for code in codes)
    return talk.hear(LookedAt(document=number, kind="pdf", findings=found, fields=fields))


def labels(talk: Talk) -> list[str]:
    return [choice.label for choice in talk.last.choices]


def remove(talk: Talk, number: int) -> None:
    talk.hear(Pressed(f"paper:{number}:remove:0"))


def test_it_is_shown_and_counts_once_it_is_confirmed() -> None:
    talk = started()
    said = read(talk, 1, "KTP.jpg", **CARD)
    assert "Tanggal lahir: 5 Mei 1990." in said
    assert "Memiliki KTP DKI Jakarta." in said
    assert talk.values == {}
    talk.press("Benar")
    assert talk.values == TOLD
    assert {fact.source for fact in talk.state.facts.values()} == {"document"}
    assert talk.audit[-1] == "facts_from_document"


def test_the_nik_is_never_shown_whole_and_no_fact() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Benar")
    assert "••••••••••••0012" in "".join(m.text for m in talk.messages)
    assert all(CARD["nik"][:6] not in message.text for message in talk.messages)  # type: ignore[index]  # text
    assert CARD["nik"] not in talk.values.values()


def test_the_question_that_is_open_stays_the_one_that_words_answer() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.say("06-06-1991")
    assert talk.values == {"birth_date": "1991-06-06"}


def test_a_question_that_is_answered_by_it_is_not_asked_again() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Benar")
    assert talk.state.asked.screen == "q:education"


def test_another_question_that_is_open_is_shown_again() -> None:
    talk = started()
    talk.say("05-05-1990")
    read(talk, 1, "KTP.jpg", **CARD)
    assert "Tanggal lahir" not in talk.last.text
    talk.press("Benar")
    assert talk.state.asked.screen == "q:education"
    assert talk.values == TOLD


def test_over_a_calm_screen_plain_words_answer_it() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    assert talk.state.asked.screen == "read:1"
    talk.say("ya benar")
    assert talk.values == TOLD


def test_a_plain_no_asks_what_to_mend() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    talk.say("tidak")
    assert "pilih yang perlu diperbaiki" in talk.last.text
    talk.press("Ubah: Tanggal lahir")
    assert talk.state.asked.screen == "q:birth_date"
    assert talk.values == {"gender": "P", "ktp_dki": True}


def test_other_words_are_heard_as_ever() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    talk.say("hmm begini")
    assert talk.state.asked.screen == "read:1"
    talk.say("kembali")
    assert talk.state.asked.screen == "q:birth_date"


def test_what_is_declined_is_no_fact_and_not_asked_again() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Jangan dipakai")
    assert talk.values == {}
    talk.say("/berkas")
    assert "Konfirmasi: KTP" not in labels(talk)


def test_a_contradiction_is_shown_with_both_and_never_overwritten_silently() -> None:
    talk = started()
    talk.say("06-06-1991")
    said = read(talk, 1, "KTP.jpg", **CARD)
    assert "Tanggal lahir: terbaca *5 Mei 1990*, sebelumnya dijawab *6 Juni 1991*." in said
    assert talk.values == {"birth_date": "1991-06-06"}
    talk.press("Pakai yang terbaca")
    assert talk.values == TOLD


def test_the_earlier_answer_can_stay() -> None:
    talk = started()
    talk.say("06-06-1991")
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Tetap jawaban saya")
    assert talk.values == {"birth_date": "1991-06-06"}
    talk.say("/berkas")
    assert any("Tanggal lahir" in card.remedy for card in talk.last.cards)


def test_which_of_two_holds_is_for_a_button() -> None:
    talk = started()
    talk.say("06-06-1991", "/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    talk.say("ya")
    assert "pilih salah satu tombol" in talk.last.text
    assert talk.values == {"birth_date": "1991-06-06"}


def test_pressed_twice_it_counts_once() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    token = talk.token("Benar")
    talk.hear(Pressed(token))
    assert talk.hear(Pressed(token)) == ""
    talk.say("S1")
    talk.hear(Pressed(token))
    assert "Tidak ada lagi yang perlu dikonfirmasi" in talk.last.text
    assert talk.values["birth_date"] == "1990-05-05"


def test_pressed_late_it_overwrites_nothing_that_was_said_meanwhile() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    token = talk.token("Benar")
    talk.say("06-06-1991")
    said = talk.hear(Pressed(token))
    assert "sudah berubah" in said
    assert "*6 Juni 1991*" in said
    assert talk.values == {"birth_date": "1991-06-06"}


def test_the_button_of_an_earlier_look_does_not_confirm_a_later_one() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    token = talk.token("Benar")
    talk.hear(LookedAt(document=1, kind="pdf", fields=CARD | {"tanggal_lahir": "1990-05-06"}))
    talk.hear(Pressed(token))
    assert talk.values == {}


def test_with_another_file_between_both_are_asked() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    read(talk, 2, "NIB.pdf", **NIB)
    assert talk.state.asked.screen == "read:1"
    talk.hear(Pressed(next(c.token for c in talk.last.choices if c.label == "Benar")))
    assert talk.values == {"nib.has": True, "nib.type": "perorangan", "kbli": ["70209", "62019"]}
    talk.say("ya")
    assert talk.values["birth_date"] == "1990-05-05"


def test_the_next_one_that_waits_is_asked_for() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    read(talk, 2, "NIB.pdf", **NIB)
    talk.say("ya")
    assert talk.state.asked.screen == "read:2"


def test_a_paper_that_was_removed_meanwhile_tells_nothing() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    token = talk.token("Benar")
    remove(talk, 1)
    talk.hear(Pressed(token))
    assert "tidak berlaku" in talk.last.text
    assert talk.values == {}


def test_words_over_a_paper_that_is_gone_go_on() -> None:
    talk = started()
    talk.say("/berkas")
    read(talk, 1, "KTP.jpg", **CARD)
    talk.state.papers = {}
    talk.say("ya")
    assert talk.state.asked.screen == "q:birth_date"


@pytest.mark.parametrize("value", ["abc123.what", "abc123.mend.nothing", "x"])
def test_buttons_of_nothing(value: str) -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.hear(Pressed(f"read:1:{value}:0"))
    assert talk.values == {}
    assert "tidak berlaku" in talk.last.text


def test_it_waits_in_the_list_until_it_is_confirmed() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.say("/berkas")
    talk.press("Konfirmasi: KTP")
    talk.press("Benar")
    talk.hear(Pressed("read:1::0"))
    assert "Tidak ada lagi" in talk.last.text


def test_beginning_again_lets_it_be_confirmed_again() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Benar")
    talk.hear(Pressed("go::restart:0"))
    talk.press("Ya, mulai lagi", "Sudah saya baca")
    assert talk.values == {}
    talk.say("/berkas")
    assert "Konfirmasi: KTP" in labels(talk)


SCHOOLING = [
    ("S2", "S1", False),  # a lower diploma beside a higher one
    ("S1 sudah selesai", "S1", False),
    ("D3", "S1", True),
    ("S1 masih kuliah", "S1", True),
]


@pytest.mark.parametrize(("said", "level", "asked"), SCHOOLING)
def test_schooling(said: str, level: str, asked: bool) -> None:  # noqa: FBT001 - a case's outcome
    talk = started()
    talk.say("05-05-1990", said)
    assert talk.values["education"]
    read(talk, 1, "ijazah.pdf", jenjang=level)
    assert ("Pakai yang terbaca" in labels(talk)) is asked


def test_codes_that_hold_what_was_said_agree() -> None:
    talk = started()
    read(talk, 1, "NIB.pdf", **NIB)
    talk.press("Benar")
    read(talk, 2, "NIB baru.pdf", **NIB | {"kbli": ["70209", "62019", "47111"]})
    assert "terbaca" not in talk.last.text
    read(talk, 3, "NIB lagi.pdf", **NIB | {"kbli": ["47111"]})
    assert "terbaca *47111*, sebelumnya dijawab *70209, 62019*" in talk.last.text


@pytest.mark.parametrize(
    ("name", "codes", "fields"),
    [
        ("KTP.jpg", (), {"tanggal_lahir": "2200-01-01"}),
        ("KTP.jpg", (), {"jenis_kelamin": "P"}),  # which no question asks for
        ("KTP.jpg", ("encrypted_pdf",), CARD),
        ("KTP.jpg", (), {"ktp_dki": "yes", "tanggal_lahir": 7}),
        ("ijazah.pdf", (), {"jenjang": "Kursus"}),
        ("NIB.pdf", (), {"jenis": "lain", "kbli": "70209"}),
        ("CV.pdf", (), {"nama": "SITI AMINAH"}),
        ("paklaring.pdf", (), {"mulai": "2020-01-01", "selesai": "2022-12-31"}),
    ],
)
def test_what_cannot_be_or_tells_nothing_is_not_asked(
    name: str, codes: tuple[str, ...], fields: dict[str, object]
) -> None:
    talk = started()
    read(talk, 1, name, *codes, **fields)
    assert talk.last.key == "looked"


def test_it_speaks_english_too() -> None:
    talk = started()
    talk.say("english", "05-06-1991")
    said = read(talk, 1, "KTP.jpg", **CARD)
    assert "read *5 May 1990*, answered earlier *5 June 1991*" in said
    assert labels(talk)[:2] == ["Use what was read", "Keep my answer"]
