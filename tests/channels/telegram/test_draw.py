"""How a message looks on Telegram: valid HTML within the limit, and a keyboard."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.draw import Drawn, Pen
from bot.texts import load_phrases
from conversations.dialog.message import Card, Choice, Mark, Message, Tick
from tests.channels.telegram.drawn import holds
from tests.telegram_server.html_text import parse_html, units

PEN = Pen(load_phrases()["en"], {"22 December 2025": 1766394000})
LONG = "x" * 900


def drawn(text: str = "Hello", **more: Any) -> Drawn:  # noqa: ANN401 - whatever a message has
    return PEN.draw(Message(1, "test", text, **more))


def read(html: str) -> tuple[str, list[tuple[str, str]]]:
    """What a person sees: the plain text, and each entity with the words it is of."""
    text, entities = parse_html(html)
    wide = text.encode("utf-16-le")
    return text, [
        (e["type"], wide[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in entities
    ]


@pytest.mark.parametrize(
    ("text", "seen", "entities"),
    [
        ("plain", "plain", []),
        ("<b>Budi</b> & <3", "<b>Budi</b> & <3", []),
        ("\"quoted\" &amp; 'so'", "\"quoted\" &amp; 'so'", []),
        ("a *bold* word", "a bold word", [("bold", "bold")]),
        ("*<i>* and *&*", "<i> and &", [("bold", "<i>"), ("bold", "&")]),
        ("2 * 3 * 4", "2  3  4", [("bold", " 3 ")]),
        ("one * alone", "one * alone", []),
        ("*over\nlines*", "*over\nlines*", []),
        ("- one\n- two", "• one\n• two", []),
        ("a - b", "a - b", []),
        ("_[`{{7*7}}%n", "_[`{{7*7}}%n", []),
        (
            "until 22 December 2025.",
            "until 22 December 2025.",
            [("date_time", "22 December 2025")],
        ),
        (
            "*22 December 2025*",
            "22 December 2025",
            [("bold", "22 December 2025"), ("date_time", "22 December 2025")],
        ),
        ("🇮🇩 *ya*", "🇮🇩 ya", [("bold", "ya")]),
    ],
)
def test_words_are_shown_as_they_are(text: str, seen: str, entities: list[tuple[str, str]]) -> None:
    assert read(drawn(text).html) == (seen, entities)


def test_the_plain_words_are_those_of_the_html() -> None:
    shown = drawn("a *bold* <word> & 22 December 2025\n- one")
    assert shown.plain == read(shown.html)[0]


CHANGE = Choice("Change", "q:kbli::0")


@pytest.mark.parametrize(
    ("card", "lines"),
    [
        (Card("not_met", "KBLI", "It is 47911."), ["✗ KBLI", "It is 47911."]),
        (Card("unsure", "KBLI"), ["? KBLI"]),
        (Card("unanswered", "A < B & C", "Why > how"), ["? A < B & C", "Why > how"]),
        (Card("note", "Note", remedy="Do & <so>"), ["· Note", "→ Do & <so>"]),
        (
            Card("not_met", "T", "R", "umum-1", "The <clause>", remedy="M", general="G"),
            [
                "✗ T",
                "R",
                "→ M",
                "General information, not from the announcement: G",
                "Clause umum-1 of the announcement: The <clause>",
            ],
        ),
        (
            Card("not_met", "T", "R", "kabar-1", "Told", official=False),
            [
                "✗ T",
                "R",
                "From the news site, not the official announcement (kabar-1): Told",
            ],
        ),
        (Card("met", "T", "R"), ["Met:", "✓ T. R"]),
    ],
    ids=["not met", "unsure", "unanswered", "note", "all parts", "from the news", "met"],
)
def test_a_card_of_each_mark(card: Card, lines: list[str]) -> None:
    assert read(drawn(cards=(card,)).html)[0].split("\n")[2:] == lines


def test_what_is_met_is_one_folded_block_after_the_rest() -> None:
    cards = (Card("met", "A", "a"), Card("not_met", "B", "b"), Card("met", "C", "c"))
    text, entities = read(drawn(cards=cards).html)
    assert text == "Hello\n\n✗ B\nb\n\nMet:\n✓ A. a\n✓ C. c"
    assert ("expandable_blockquote", "Met:\n✓ A. a\n✓ C. c") in entities


def test_only_what_is_not_met_or_not_known_has_a_button_and_each_question_one() -> None:
    other = Choice("Answer", "q:sim::0")
    cards = (
        Card("not_met", "KBLI", action=CHANGE),
        Card("not_met", "KBLI again", action=CHANGE),
        Card("unsure", "SIM", action=other),
        Card("met", "NIB", action=Choice("Change", "q:nib::0")),
        Card("note", "Laptop", action=Choice("Change", "q:laptop::0")),
        Card("unanswered", "Nothing to do"),
    )
    assert drawn(cards=cards).rows == [
        [{"text": "Change: KBLI", "callback_data": "q:kbli::0"}],
        [{"text": "Answer: SIM", "callback_data": "q:sim::0"}],
    ]


def test_a_box_is_a_row_that_shows_whether_it_is_ticked() -> None:
    ticks = (Tick("Laptop", "a:b:on.1:1"), Tick("SIM C", "a:b:off.2:1", on=True))
    assert drawn(ticks=ticks).rows == [
        [{"text": "☐ Laptop", "callback_data": "a:b:on.1:1"}],
        [{"text": "☑ SIM C", "callback_data": "a:b:off.2:1"}],
    ]


def test_styles_are_those_that_telegram_knows() -> None:
    choices = (Choice("A", "a"), Choice("B", "b", "primary"), Choice("C", "c", "danger"))
    assert drawn(choices=choices).rows == [
        [
            {"text": "A", "callback_data": "a"},
            {"text": "B", "callback_data": "b", "style": "primary"},
            {"text": "C", "callback_data": "c", "style": "danger"},
        ]
    ]


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        ((), []),
        (("Yes", "No"), [2]),
        (("Yes", "No", "Unsure", "Back"), [3, 1]),
        (("S1 (completed)", "S1 (still studying)", "S2"), [1, 2]),
        (("A label as long as a row and then some", "No"), [1, 1]),
    ],
)
def test_short_labels_share_a_row(labels: tuple[str, ...], rows: list[int]) -> None:
    choices = tuple(Choice(label, label) for label in labels)
    assert [len(row) for row in drawn(choices=choices).rows] == rows


def test_what_is_met_goes_first_when_there_is_no_room() -> None:
    cards = (*(Card("not_met", f"no {n}", LONG) for n in range(4)), Card("met", "yes", LONG))
    text = read(drawn(cards=cards).html)[0]
    assert [f"no {n}" in text for n in range(4)] == [True] * 4
    assert "yes" not in text


def test_then_the_clauses_and_the_reasons_stay() -> None:
    cards = tuple(Card("not_met", f"no {n}", "R", "c", LONG, general=LONG) for n in range(4))
    text = read(drawn(cards=cards).html)[0]
    assert text == "Hello" + "".join(f"\n\n✗ no {n}\nR" for n in range(4))


def test_then_as_many_points_as_fit_and_the_words_that_lead_to_the_rest() -> None:
    cards = tuple(Card("not_met", f"no {n}", LONG) for n in range(9))
    text = read(drawn(cards=cards).html)[0]
    assert [f"no {n}" in text for n in range(9)] == [True] * 4 + [False] * 5
    assert text.endswith(PEN_MORE)


PEN_MORE = load_phrases()["en"]("telegram.more")


@pytest.mark.parametrize(
    "text",
    ["y" * 9000, "&" * 9000, "*&*" * 3000, "🙂" * 4000, "a\n" * 4000, "*b*\n" * 2000],
    ids=["a line", "ampersands", "bold ampersands", "emoji", "lines", "bold lines"],
)
def test_of_a_text_without_end_the_beginning_is_shown(text: str) -> None:
    seen = read(drawn(text).html)[0]
    assert seen.endswith(PEN_MORE)
    assert 200 < units(seen) <= 4096


words = st.text(
    st.one_of(
        st.sampled_from("*<>&-\n \"'/b•🙂"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)
long_words = st.builds(lambda part, times: part * times, words, st.integers(1, 200))
tokens = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=60)
choices = st.builds(Choice, words, tokens, st.sampled_from(["plain", "primary", "danger"]))
cards = st.builds(
    Card,
    st.sampled_from(get_args(Mark)),
    words,
    words,
    tokens,
    long_words,
    st.booleans(),
    words,
    words,
    st.none() | choices,
)
messages = st.builds(
    Message,
    st.just(1),
    st.just("any"),
    long_words,
    cards=st.lists(cards, max_size=12).map(tuple),
    ticks=st.lists(st.builds(Tick, words, tokens, st.booleans()), max_size=8).map(tuple),
    choices=st.lists(choices, max_size=8).map(tuple),
)


@given(messages)
def test_whatever_a_message_holds_telegram_takes_it(message: Message) -> None:
    shown = PEN.draw(message)
    holds(shown)
    tokens_in = {choice.token for choice in message.choices} | {t.token for t in message.ticks}
    assert tokens_in <= {button["callback_data"] for row in shown.rows for button in row}


@given(long_words)
def test_words_come_through_whole_where_there_is_room(text: str) -> None:
    bare = text.replace("*", "").replace("\r", "")
    seen = read(drawn(bare).html)[0]
    if not seen.endswith(PEN_MORE):
        lines = bare.split("\n")
        assert seen == "\n".join(f"• {s[2:]}" if s.startswith("- ") else s for s in lines)
