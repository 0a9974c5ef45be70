"""Whatever is to be said fits what WhatsApp takes, and everything can be chosen."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.whatsapp import payload
from bot.channels.whatsapp.draw import Drawn, Pen
from bot.texts import load_phrases
from conversations.dialog.message import Card, Choice, Link, Message, Picture, Prepared, Tick
from conversations.dialog.options import options
from storage.told import Mark
from tests.whatsapp_server.rules import check

PENS = {language: Pen(phrases) for language, phrases in load_phrases().items()}
PEN = PENS["id"]
WORDS = st.text(max_size=60)
LABELS = st.text(min_size=1, max_size=72)
MARKS = st.sampled_from(["met", "not_met", "unsure", "unanswered", "note"])


def choices(count: int, label: str = "Pilihan {}") -> tuple[Choice, ...]:
    return tuple(Choice(label.format(at), f"q:a:{at}:1") for at in range(1, count + 1))


def accepted(drawn: Drawn, picture: str = "") -> dict[str, object]:
    """The call's body, after the platform's own rules."""
    content = payload.content(drawn, picture)
    check({"messaging_product": "whatsapp", "to": "62811", **content})
    return content


def test_words_alone() -> None:
    assert PEN.draw(Message(1, "x", "Halo")) == Drawn("text", "Halo")


def test_three_short_choices_are_buttons() -> None:
    drawn = PEN.draw(Message(1, "x", "Ya?", choices=choices(3)))
    assert drawn.kind == "buttons"
    assert [row.title for row in drawn.rows] == ["Pilihan 1", "Pilihan 2", "Pilihan 3"]


@pytest.mark.parametrize(
    "message",
    [
        Message(1, "x", "Ya?", choices=choices(4)),
        Message(1, "x", "Ya?", choices=choices(10)),
        Message(1, "x", "Ya?", choices=choices(2, "Pilihan yang lebih panjang {}")),
        Message(1, "x", "a" * 1025, choices=choices(2)),
    ],
)
def test_more_or_longer_ones_are_a_list(message: Message) -> None:
    drawn = PEN.draw(message)
    assert drawn.kind == "list"
    assert [row.id for row in drawn.rows] == [choice.token for choice in message.choices]
    accepted(drawn)


def test_a_long_label_stands_whole_below_its_row() -> None:
    label = "Selesai, sisanya belum tahu"
    drawn = PEN.draw(Message(1, "x", "Ya?", choices=choices(4, label + " {}")))
    assert drawn.rows[0].more == f"{label} 1"
    assert len({row.title for row in drawn.rows}) == 4


def test_beyond_ten_they_are_numbered_as_they_are_heard() -> None:
    message = Message(1, "x", "Yang mana?", choices=choices(12))
    drawn = PEN.draw(message)
    assert drawn.kind == "text"
    for number, choice in enumerate(options(message.choices, ()), 1):
        assert f"\n{number}. {choice.label}" in drawn.body


def test_ways_to_points_follow_the_choices() -> None:
    cards = tuple(
        Card("not_met", f"Butir {at}", action=Choice("Ubah", f"q:c{at}::0")) for at in range(11)
    )
    message = Message(1, "x", "Hasil", cards=cards, choices=choices(2))
    drawn = PEN.draw(message)
    assert drawn.kind == "list"
    assert [row.id for row in drawn.rows][:3] == ["q:a:1:1", "q:a:2:1", "q:c0::0"]
    assert "\n11. Ubah: Butir 8\n12. Ubah: Butir 9\n13. Ubah: Butir 10" in drawn.body


def test_boxes_are_numbered_and_the_rest_is_by_words() -> None:
    ticks = (Tick("KTP", "q:t:on.a:1"), Tick("SIM", "q:t:off.b:1", on=True))
    drawn = PEN.draw(Message(1, "x", "Punya apa?", ticks=ticks, choices=choices(11)))
    assert "☐ 1. KTP\n☑ 2. SIM" in drawn.body
    assert "\n- Pilihan 11" in drawn.body
    assert not re.search(r"\n\d+\. Pilihan", drawn.body)


def test_a_clause_is_quoted_and_goes_first_where_there_is_no_room() -> None:
    card = Card("not_met", "Usia", "Lewat 55 tahun.", "umum-3", "Butir panjang. " * 300)
    short = Card("not_met", "Usia", "Lewat 55 tahun.", "umum-3", "Berusia 25 sampai 55 tahun")
    assert "> Butir umum-3 pengumuman: Berusia 25" in PEN.draw(Message(1, "x", "a", (short,))).body
    assert "Butir panjang" not in PEN.draw(Message(1, "x", "a", (card,))).body


def test_what_is_met_is_told_last() -> None:
    cards = (Card("met", "WNI", "Ya."), Card("unsure", "SIM", "Belum tahu.", remedy="Periksa."))
    body = PEN.draw(Message(1, "x", "Hasil", cards)).body
    assert body == "Hasil\n\n? *SIM*\nBelum tahu.\n→ Periksa.\n\nYang terpenuhi:\n✓ *WNI*. Ya."


def test_a_link_is_written_out() -> None:
    link = Link("Unggah", "upload", "https://pandu.example/u/abc")
    assert (
        "Unggah: https://pandu.example/u/abc" in PEN.draw(Message(1, "x", "a", links=(link,))).body
    )


def test_a_picture_has_buttons_or_numbered_words() -> None:
    image = Picture("how", "id", "Alur", "abc")
    few = PEN.draw(Message(1, "x", "Alur", choices=choices(3), image=image))
    many = PEN.draw(Message(1, "x", "Alur", choices=choices(4), image=image))
    assert accepted(few, "17")["type"] == "interactive"
    assert accepted(many, "17")["type"] == "image"
    assert "4. Pilihan 4" in many.body


def test_a_template_takes_its_values_in_order() -> None:
    content = payload.template(Prepared("a_b", "id", ("satu", "dua")))
    check({"messaging_product": "whatsapp", "to": "1", **content})
    body, button = content["template"]["components"]
    assert [each["text"] for each in body["parameters"]] == ["satu", "dua"]
    assert button["parameters"][0]["payload"] == "go::next:0"


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(min_size=1, max_size=5000).filter(str.strip),
    labels=st.lists(LABELS, max_size=14),
    cards=st.lists(st.builds(Card, MARKS, WORDS, WORDS, WORDS, WORDS), max_size=12),
    ticks=st.lists(LABELS, max_size=8),
    pictured=st.booleans(),
)
def test_whatever_is_drawn_is_taken(
    text: str, labels: list[str], cards: list[Card], ticks: list[str], *, pictured: bool
) -> None:
    message = Message(
        1, "x", text, tuple(cards),
        tuple(Tick(label, f"q:t:on.{at}:1") for at, label in enumerate(ticks)),
        tuple(Choice(label, f"q:a:{at}:1") for at, label in enumerate(labels)),
        image=Picture("how", "id", "Alur", "abc") if pictured else None,
    )  # fmt: skip
    drawn = PEN.draw(message)
    accepted(drawn, "17" if pictured else "")


def test_marks_come_back_as_they_went() -> None:
    for case_id, seq in product((1, 2**62), (1, 2**31 - 1)):
        mark = Mark(case_id, seq)
        assert payload.mark_of(f"{case_id}.{seq}") == mark
    strange = [
        "",
        ".",
        "1.",
        ".1",
        "x.1",
        "1.x",
        "-1.1",
        "1.1.1",
        f"{2**63}.1",
        f"1.{2**31}",
        "٣.1",
    ]
    assert [payload.mark_of(each) for each in strange] == [None] * len(strange)
