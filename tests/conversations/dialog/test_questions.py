"""The next question is derived; answers are typed or pressed, changed, doubted, refused."""

import pytest

from conversations.dialog.event import Edited, Pressed, Typed
from conversations.dialog.state import State
from tests.conversations.dialog.talk import Talk, dialog, started


def at(question: str) -> Talk:
    """A talk in which this question was opened from the checklist."""
    talk = started()
    talk.hear(Pressed(f"q:{question}::0"))
    return talk


def test_the_state_that_was_given_is_never_changed() -> None:
    talk = started()
    before = State(**{name: getattr(talk.state, name) for name in State.__struct_fields__})
    facts, drafts = dict(talk.state.facts), dict(talk.state.asked.draft)
    given = talk.state
    dialog().advance(given, Pressed("q:papers:on.laptop:4"), talk.now)
    talk.hear(Pressed(talk.token("Belum tahu")))
    assert (given, given.facts, given.asked.draft) == (before, facts, drafts)


@pytest.mark.parametrize(
    "words", ["14-05-1990", "14/5/90", "14 Mei 1990", "1990-05-14", "14 may 1990"]
)
def test_dates_are_read_day_first(words: str) -> None:
    talk = started()
    assert "14 Mei 1990" in talk.say(words)
    assert talk.values == {"birth_date": "1990-05-14"}
    assert talk.state.progress == "checking"


@pytest.mark.parametrize(("words", "because"), [
    ("31-02-1990", "tidak ada di kalender"), ("30 Februari 1990", "tidak ada di kalender"),
    ("1-13-1990", "tidak ada di kalender"), ("1 Januari 2030", "belum tiba"),
    ("1 Januari 2024", "tidak wajar"), ("1 Januari 1901", "tidak wajar"),
    ("Mei", "belum melihat tanggal"), ("ada di KTP", "belum melihat tanggal"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_asked_again(words: str, because: str) -> None:
    talk = started()
    assert because in talk.say(words)
    assert (talk.values, talk.keys) == ({}, ["question:birth_date"])


def test_a_date_of_validity_is_of_this_time() -> None:
    talk = at("sim_c_until")
    assert "tidak ada di kalender" in talk.say("1 Januari 2999")
    talk.say("1 Januari 2019")
    assert talk.values == {"sim_c.valid_until": "2019-01-01"}


@pytest.mark.parametrize(("words", "level"), [
    ("4", "S1"), ("D3 (selesai)", "D3"), ("s2", "S2"), ("sma", "SMA"), ("S1 (MASIH KULIAH)", "S1"),
])  # fmt: skip
def test_options_are_chosen_by_number_and_by_word(words: str, level: str) -> None:
    talk = at("education")
    talk.say(words)
    assert talk.state.facts["education"].value[0]["level"] == level  # type: ignore[index] # a list


@pytest.mark.parametrize("words", ["s1", "99", "kuliah"])
def test_what_fits_several_options_or_none_is_no_answer(words: str) -> None:
    talk = at("education")
    assert "tombol" in talk.say(words)
    assert talk.values == {}


@pytest.mark.parametrize(("words", "place"), [
    ("depok", "Kota Depok"), ("Kab. Bogor", "Kabupaten Bogor"), ("bekasi", "Bekasi"),
    ("Kota Tangerang", "Kota Tangerang"), ("kab karawang", "Kabupaten Karawang"),
])  # fmt: skip
def test_places_are_read_by_name(words: str, place: str) -> None:
    talk = at("domicile")
    talk.say(words)
    assert talk.values == {"domicile": place}


def test_what_is_no_place_is_asked_again() -> None:
    talk = at("domicile")
    assert "belum mengenal" in talk.say("rumah saya")


@pytest.mark.parametrize(("words", "codes"), [
    ("70209", ["70209"]), ("70209, 47911 dan 70209", ["70209", "47911"]),
])  # fmt: skip
def test_codes_are_read(words: str, codes: list[str]) -> None:
    talk = at("kbli")
    talk.say(words)
    assert talk.values == {"kbli": codes}


@pytest.mark.parametrize(
    ("words", "because"), [("7020", "bukan 5 angka"), ("usaha kue", "belum melihat")]
)
def test_digits_of_another_length_are_refused(words: str, because: str) -> None:
    assert because in at("kbli").say(words)


@pytest.mark.parametrize("words", ["belum tahu", "gatau", "Belum tahu"])
def test_not_knowing_is_an_answer(words: str) -> None:
    talk = started()
    talk.say(words)
    assert talk.state.facts["birth_date"].unsure
    assert talk.keys == ["question:education"]


def test_nib_and_its_codes_may_be_said_at_once() -> None:
    talk = at("nib")
    talk.say("perorangan, 70209")
    assert talk.values == {"nib.has": True, "nib.type": "perorangan", "kbli": ["70209"]}


def test_an_option_said_alone_says_nothing_of_the_codes() -> None:
    talk = at("nib")
    talk.say("perorangan")
    assert talk.values == {"nib.has": True, "nib.type": "perorangan"}


def test_codes_are_not_asked_without_a_nib() -> None:
    talk = at("nib")
    talk.press("Belum punya NIB")
    assert "Kode KBLI" not in [step.label for step in talk.last.steps]
    talk.hear(Pressed("q:nib::0"))
    talk.press("NIB perorangan")
    assert "Kode KBLI" in [step.label for step in talk.last.steps]


def test_a_second_licence_is_not_asked_for_once_one_is_valid() -> None:
    talk = at("papers")
    talk.press("SIM A", "SIM C", "Selesai, sisanya tidak")
    talk.hear(Pressed("q:sim_c_until::0"))
    talk.say("1 Januari 2027")
    assert "Masa berlaku SIM A" not in [step.label for step in talk.last.steps]


def test_an_answer_that_no_longer_matters_is_passed_over_and_kept() -> None:
    talk = at("papers")
    talk.press("SIM C", "Selesai, sisanya tidak")
    talk.hear(Pressed("q:sim_c_until::0"))
    talk.say("1 Januari 2019")
    talk.hear(Pressed("q:papers::0"))
    talk.press("SIM C", "Selesai, sisanya tidak")
    assert talk.values["sim_c.valid_until"] == "2019-01-01"
    assert "Masa berlaku SIM C" not in [step.label for step in talk.last.steps]


def test_back_walks_through_the_answers_and_forward_returns() -> None:
    talk = started()
    talk.say("14 Mei 1990")
    talk.press("S1 (selesai)")
    talk.say("kembali")
    assert (talk.keys, "S1 (selesai)" in talk.last.text) == (["question:education"], True)
    talk.press("Kembali")
    assert talk.keys == ["question:birth_date"]
    assert "Belum ada jawaban sebelum ini" in talk.say("/kembali")
    talk.press("Tetap seperti ini")
    assert talk.keys == ["question:domicile"]


def test_a_changed_answer_leaves_the_others() -> None:
    talk = started()
    talk.say("14 Mei 1990")
    talk.press("S1 (selesai)", "Tanggal lahir")
    assert "14 Mei 1990" in talk.last.text
    talk.say("15 Mei 1990")
    assert talk.values["birth_date"] == "1990-05-15"
    assert talk.keys == ["question:domicile"]


def test_help_explains_and_asks_again() -> None:
    talk = started()
    for told in (talk.say("bantuan"), talk.press("Apa maksudnya?"), talk.say("/bantuan")):
        assert "25 tahun" in told
        assert talk.keys == ["question:birth_date"]


def test_an_old_button_opens_its_question_again() -> None:
    talk = started()
    old = talk.token("Belum tahu")
    talk.say("14 Mei 1990")
    assert "pesan yang lama" in talk.hear(Pressed(old))
    assert (talk.keys, talk.values) == (["question:birth_date"], {"birth_date": "1990-05-14"})


def test_a_button_pressed_twice_does_nothing_more() -> None:
    talk = started()
    token = talk.token("Belum tahu")
    talk.hear(Pressed(token))
    state = talk.state
    assert talk.hear(Pressed(token)) == ""
    assert (talk.state, talk.turn.messages) == (state, ())


@pytest.mark.parametrize("token", [
    "", "nonsense", "q:gone::0", "q:position::0", "q:birth_date:-gone:4", "go::gone:0",
    "card::answer:0", "x" * 100, "q:birth_date::99999999999", "q:a:b:c:d", "\x00:::1",
    "verdict::yes:3", "q:::0",
])  # fmt: skip
def test_a_button_that_never_was_leads_on_from_here(token: str) -> None:
    talk = started()
    talk.hear(Pressed(token))
    assert talk.values == {}
    assert talk.state.asked.screen == "q:birth_date"


def test_a_button_of_a_posting_that_was_edited_leads_on() -> None:
    talk = at("education")
    version = talk.state.asked.version
    assert "tidak berlaku" in talk.hear(Pressed(f"q:education:gone:{version}"))
    talk.state.asked.screen = "q:gone"
    talk.say("apa saja")
    assert talk.keys == ["question:birth_date"]
    talk.state.asked.screen = "q:gone"
    talk.open()
    assert talk.keys == ["question:birth_date"]


def test_an_unknown_button_before_anything_is_greeted() -> None:
    talk = Talk()
    talk.hear(Pressed("nonsense"))
    assert talk.keys == ["greeting", "consent"]


def test_words_that_are_edited_answer_their_question_again() -> None:
    talk = started()
    talk.hear(Typed("14 Mei 1990", "m1"))
    assert "15 Mei 1990" in talk.hear(Edited("15 Mei 1990", "m1"))
    assert (talk.values, talk.keys) == ({"birth_date": "1990-05-15"}, ["question:education"])
    assert "tidak ada di kalender" in talk.hear(Edited("31-02-1990", "m1"))
    assert talk.keys == ["question:birth_date"]


@pytest.mark.parametrize("ref", ["", "m0", "m2"])
def test_older_words_that_are_edited_change_nothing(ref: str) -> None:
    talk = started()
    talk.hear(Typed("14 Mei 1990", "m1"))
    talk.hear(Typed("ringkasan", "m2"))
    talk.hear(Typed("bahasa", "m2"))
    assert "pesan baru" in talk.hear(Edited("1 Januari 1980", ref))
    assert talk.values == {"birth_date": "1990-05-14"}
