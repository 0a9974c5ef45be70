"""People who write freely: what they state is shown, mended or confirmed; the rest is asked."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conversations.dialog.talk import Talk, started

HERE = Path(__file__).parent.parent / "understanding"
PROFILES = [json.loads(line) for line in (HERE / "free_profiles.jsonl").read_text().splitlines()]
ALL_AT_ONCE = (
    "saya lahir 12 Mei 1990, lulusan S1, tinggal di Depok, laptop ada, NIB perorangan 70209 ada"
)


def flat(facts: dict[str, object]) -> dict[str, object]:
    """Records as the talk holds them: `nib.has`."""
    found: dict[str, object] = {}
    for key, value in facts.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        found.update({f"{key}.{part}" if part else key: one for part, one in parts})
    return found


def test_what_is_stated_is_shown_before_it_counts() -> None:
    talk = started()
    shown = talk.say(ALL_AT_ONCE)
    assert talk.keys == ["stated"]
    assert talk.values == {}
    for words in ("12 Mei 1990", "S1", "Kota Depok", "memiliki laptop pribadi", "70209"):
        assert words in shown


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("14 Mei 1990, S1 Ekonomi, ada laptop", "1990-05-14"),
        ("14-05-1990\nS1 Ekonomi, ada laptop", "1990-05-14"),
        ("31 Februari 1990, S1 Ekonomi, ada laptop", None),
        ("14 Mei 2024, S1 Ekonomi, ada laptop", None),
        ("S1 Ekonomi lulus 14 Mei 2015, ada laptop", None),
    ],
)
def test_the_day_that_was_asked_for_counts_where_the_words_begin_with_it(
    words: str, counts: str | None
) -> None:
    talk = started()
    assert talk.keys == ["question:birth_date"]
    talk.say(words)
    assert talk.keys == ["stated"]
    talk.press("Benar")
    assert talk.values.get("birth_date") == counts
    assert talk.values["laptop"] is True


@pytest.mark.parametrize("aside", ["isi pengumuman", "berkas", "pengingat", "konvensi"])
def test_what_is_stated_in_an_aside_is_shown_too(aside: str) -> None:
    talk = started()
    talk.say(aside)
    talk.say(ALL_AT_ONCE)
    assert talk.keys == ["stated"]
    talk.press("Benar")
    assert talk.values["domicile"] == "Kota Depok"


@pytest.mark.parametrize(
    "asking", ["cabut persetujuan", "mulai dari awal", "kontak", "sudah kirim"]
)
def test_a_screen_that_waits_for_an_answer_is_not_left_for_it(asking: str) -> None:
    talk = started()
    talk.say(asking)
    talk.say("saya tinggal di Depok")
    assert talk.keys != ["stated"]
    assert talk.values == {}


def test_one_tap_confirms_and_only_the_rest_is_asked() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    talk.press("Benar")
    assert talk.values["birth_date"] == "1990-05-12"
    assert talk.values["domicile"] == "Kota Depok"
    assert talk.values["kbli"] == ["70209"]
    assert talk.keys == ["question:papers"]


@pytest.mark.parametrize("words", ["ya", "benar", "sudah sesuai"])
def test_yes_confirms_too(words: str) -> None:
    talk = started()
    talk.say(ALL_AT_ONCE, words)
    assert talk.values["laptop"] is True


def test_one_tap_mends_one_thing_and_keeps_the_rest() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    talk.press("Perbaiki: Domisili")
    assert talk.keys == ["question:domicile"]
    assert "domicile" not in talk.values
    assert talk.values["birth_date"] == "1990-05-12"
    talk.say("jaksel")
    assert talk.values["domicile"] == "Kota Jakarta Selatan"


def test_boxes_are_mended_with_what_was_understood() -> None:
    talk = started()
    talk.say("laptop ada, ijazah ada, KTP Bekasi, lahir 12 Mei 1990")
    talk.press("Perbaiki: Data dan milik dasar")
    assert talk.keys == ["question:papers"]
    assert [tick.label for tick in talk.last.ticks if tick.on] == [
        "Ijazah pendidikan terakhir",
        "Laptop pribadi",
    ]


def test_more_words_add_to_what_is_shown_and_mend_it() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    shown = talk.say("ralat, saya tinggal di Tebet dan punya motor")
    assert "Kota Jakarta Selatan" in shown
    assert "Depok" not in shown
    assert "memiliki kendaraan pribadi" in shown
    talk.press("Benar")
    assert talk.values["domicile"] == "Kota Jakarta Selatan"


def test_a_no_asks_what_to_mend_and_nothing_counts() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    assert "perlu diperbaiki" in talk.say("salah")
    assert talk.values == {}


def test_help_is_heard_while_it_is_shown() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    assert "tombol" in talk.say("zzz qqq")
    assert talk.values == {}


def test_a_plain_answer_is_not_shown_again() -> None:
    talk = started()
    talk.say("12 Mei 1990")
    assert talk.keys == ["question:education"]


def test_what_cannot_be_is_left_out() -> None:
    talk = started()
    shown = talk.say("lahir 1 Januari 2024, laptop ada, NIB saya PT")
    assert "2024" not in shown
    assert "memiliki NIB" in shown
    assert "PT" not in shown


def test_a_period_without_dates_is_asked_for() -> None:
    talk = started()
    assert (
        "pendamping" not in talk.say("laptop ada, 4 tahun jadi pendamping UMKM di PLUT").casefold()
    )


def test_having_no_experience_is_shown() -> None:
    talk = started()
    talk.say("laptop ada, belum ada pengalaman sama sekali")
    talk.press("Benar")
    assert talk.values["experience"] == []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: str(one["id"]))
def test_from_consent_to_verdict_in_six_replies(profile: dict[str, list[str]]) -> None:
    """All of it in two messages, one tap to confirm, and what is left."""
    talk = started()
    half = len(profile["messages"]) // 2
    replies = 3
    talk.say("\n".join(profile["messages"][:half]), "\n".join(profile["messages"][half:]))
    talk.press("Benar")
    while "verdict" not in talk.keys:
        talk.press("Selesai, sisanya belum tahu")
        replies += 1
    assert replies <= 6
    expected = flat(profile["facts"])  # type: ignore[arg-type] # one of its keys
    expected.pop("gender")  # never asked: it decides nothing
    assert {key: talk.values.get(key) for key in expected} == expected


def test_it_waits_as_long_as_they_do() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    talk.now += timedelta(days=1)
    talk.press("Benar")
    assert talk.values["laptop"] is True


def test_english_speaks_english() -> None:
    talk = Talk()
    talk.open("en")
    talk.press("Agree", "I have read this")
    shown = talk.say("I live in South Jakarta, I have a laptop")
    assert "This is what I understood" in shown
    talk.press("That is right")
    assert talk.values["laptop"] is True


@pytest.mark.parametrize(("first", "then", "key", "value"), [
    ("12 Mei 1990", "eh bukan, 1991", "birth_date", "1991-05-12"),
    ("12 Mei 1990", "ralat, 13 Juni 1990", "birth_date", "1990-06-13"),
    ("17-8-1990", "eh salah, 18", "birth_date", "1990-08-18"),
])  # fmt: skip
def test_the_last_answer_is_corrected(first: str, then: str, key: str, value: str) -> None:
    talk = started()
    talk.say(first)
    assert "Tercatat" in talk.say(then)
    assert talk.values == {key: value}
    assert talk.keys == ["question:education"]


def test_a_place_and_a_level_are_corrected() -> None:
    talk = started()
    for words in ("12 Mei 1990", "S2 lulus", "eh bukan, S1 lulus", "Depok", "eh maaf, Tangsel"):
        talk.now += timedelta(seconds=5)
        talk.say(words)
    assert talk.values["education"] == [{"level": "S1", "status": "lulus"}]
    assert talk.values["domicile"] == "Kota Tangerang Selatan"


def test_what_cannot_be_corrects_nothing() -> None:
    talk = started()
    talk.say("12 Mei 1990")
    assert "tidak wajar" in talk.say("eh bukan, 2024")
    talk.say("eh bukan begitu")
    assert talk.values == {"birth_date": "1990-05-12"}


def test_there_is_nothing_yet_to_correct() -> None:
    talk = started()
    talk.say("eh bukan, 12 Mei 1990")
    assert talk.values == {"birth_date": "1990-05-12"}


def test_boxes_and_several_answers_at_once_are_not_guessed_at() -> None:
    talk = started()
    talk.say(ALL_AT_ONCE)
    talk.press("Benar")
    talk.now += timedelta(seconds=5)
    before = talk.values
    talk.say("eh bukan, 2019")
    assert talk.values == before


def test_words_that_name_no_other_answer_correct_nothing() -> None:
    talk = started()
    talk.say("12 Mei 1990")
    talk.now += timedelta(seconds=5)
    talk.say("eh salah")
    assert talk.values == {"birth_date": "1990-05-12"}


def test_a_place_is_not_corrected_by_words_that_name_none() -> None:
    talk = started()
    for words in ("12 Mei 1990", "S1 lulus", "Depok", "eh bukan yang itu"):
        talk.now += timedelta(seconds=5)
        talk.say(words)
    assert talk.values["domicile"] == "Kota Depok"
