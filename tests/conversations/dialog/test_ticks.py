"""Boxes: toggled in place, sent with what the rest is; an empty box is no *no*."""

import pytest

from conversations.dialog.boxes import Boxes, read_boxes
from conversations.dialog.event import Pressed
from tests.conversations.dialog.talk import Talk, started

LABELS = ["Warga", "Laptop pribadi", "SIM A"]


def test_a_tick_and_an_empty_box_say_what_they_mean_and_words_are_read_back() -> None:
    talk = started()
    assert "Dicentang berarti *ya*" in talk.hear(Pressed("q:papers::0"))
    told = talk.say("1,3 sisanya tidak")
    assert told.startswith(
        "Tercatat. Ya: Warga Negara Indonesia, Ijazah pendidikan terakhir; tidak:"
    )


def papers() -> Talk:
    talk = started()
    talk.hear(Pressed("q:papers::0"))
    return talk


def test_a_box_is_redrawn_in_its_place_and_says_nothing() -> None:
    talk = papers()
    first = talk.last.seq
    talk.press("Laptop pribadi")
    assert (talk.last.replaces, talk.turn.echo, talk.turn.echo_seq) == (first, "", 0)
    assert [tick.label for tick in talk.last.ticks if tick.on] == ["Laptop pribadi"]
    assert talk.state.asked.ticked == ["laptop"]
    talk.press("SIM A")
    assert talk.last.replaces == first
    talk.press("Laptop pribadi")
    assert talk.state.asked.ticked == ["sim_a_has"]
    assert talk.values == {}


def test_a_box_pressed_twice_in_a_hurry_stays_on() -> None:
    talk = papers()
    token = talk.token("Laptop pribadi")
    talk.hear(Pressed(token))
    talk.press("SIM A")
    talk.hear(Pressed(token))
    assert set(talk.state.asked.ticked) == {"laptop", "sim_a_has"}


def test_the_rest_is_a_no_only_where_it_is_said() -> None:
    talk = papers()
    talk.press("Warga Negara Indonesia", "Selesai, sisanya tidak")
    assert talk.values["citizenship"] == "WNI"
    assert talk.values["laptop"] is False


def test_the_rest_may_be_unknown() -> None:
    talk = papers()
    talk.press("Laptop pribadi", "Selesai, sisanya belum tahu")
    assert talk.values == {"laptop": True}
    assert talk.state.facts["citizenship"].unsure
    assert "ya: Laptop pribadi; belum tahu: Warga" in talk.say("ringkasan")


@pytest.mark.parametrize(("words", "on"), [
    ("1,5", {"citizenship", "laptop"}), ("semua", {"citizenship", "laptop", "vehicle"}),
    ("Laptop pribadi, SIM A", {"laptop", "sim_a.has"}),
])  # fmt: skip
def test_boxes_may_be_written_and_then_sent(words: str, on: set[str]) -> None:
    talk = papers()
    talk.say(words)
    assert (talk.keys, talk.values) == (["question:papers"], {})
    talk.say("sisanya tidak")
    known = {key for key, value in talk.values.items() if value in (True, "WNI")}
    assert on <= known


def test_numbers_and_the_rest_in_one_line() -> None:
    talk = papers()
    talk.say("1,5 sisanya belum tahu")
    assert talk.values == {"citizenship": "WNI", "laptop": True}


def test_words_of_the_done_buttons_are_understood() -> None:
    talk = papers()
    talk.press("Laptop pribadi")
    talk.say("Selesai, sisanya tidak")
    assert talk.values["laptop"] is True


def test_boxes_that_were_begun_wait_while_one_looks_elsewhere() -> None:
    talk = papers()
    talk.press("Laptop pribadi")
    talk.say("ringkasan", "kembali")
    assert talk.state.asked.ticked == ["laptop"]
    talk.say("bantuan")
    assert talk.state.asked.ticked == ["laptop"]


def test_boxes_show_what_is_known_and_may_be_kept() -> None:
    talk = papers()
    talk.press("Laptop pribadi", "Selesai, sisanya tidak")
    talk.hear(Pressed("q:papers::0"))
    assert "ya: Laptop pribadi; tidak: Warga" in talk.last.text
    talk.press("SIM A", "Tetap seperti ini")
    assert talk.values["sim_a.has"] is False


@pytest.mark.parametrize(("words", "screen"), [
    ("belum tahu", "q:birth_date"), ("kembali", "q:papers"), ("bla bla", "q:papers"),
    ("nanti", "pause"), ("9", "q:papers"),
])  # fmt: skip
def test_other_words(words: str, screen: str) -> None:
    talk = papers()
    talk.say(words)
    assert talk.state.asked.screen == screen


def test_a_box_that_never_was() -> None:
    talk = papers()
    version = talk.state.asked.version
    assert "tidak berlaku" in talk.hear(Pressed(f"q:papers:on.gone:{version}"))
    assert talk.values == {}


@pytest.mark.parametrize(("words", "boxes"), [
    ("1,3", Boxes((0, 2))), ("1 dan 3", Boxes((0, 2))), ("1 3", Boxes((0, 2))), ("4", None),
    ("0", None), ("semua", Boxes((0, 1, 2))), ("ya semua ada", Boxes((0, 1, 2))),
    ("tidak ada", Boxes((), "no")), ("none", Boxes((), "no")),
    ("2, sisanya tidak", Boxes((1,), "no")), ("2 the rest no", Boxes((1,), "no")),
    ("sisanya belum tahu", Boxes(None, "unsure")), ("1 lainnya tidak yakin", Boxes((0,), "unsure")),
    ("laptop pribadi, sim a", Boxes((1, 2))), ("laptop, sim a", None), ("sisanya", None),
    ("sisanya begitulah", None), ("", None),
])  # fmt: skip
def test_what_is_ticked_in_writing(words: str, boxes: Boxes | None) -> None:
    assert read_boxes(LABELS, words) == boxes
