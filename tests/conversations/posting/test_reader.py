"""YAML as we type it: a scalar is the words it looks like, and every fault knows its line."""

from datetime import date, datetime

import pytest

from conversations.posting.faults import among
from conversations.posting.reader import Faults, Piece, PostingError, read


def piece(text: str) -> Piece:
    return read("f.yaml", text).map()["a"]


@pytest.mark.parametrize("word", ["on", "no", "yes", "16.00", "0123", "1_000", "~", "2025-12-22"])
def test_a_scalar_is_the_word_it_looks_like(word: str) -> None:
    assert piece(f"a: {word}").text() == word
    assert piece(f"a: {word}").value() == word


def test_only_plain_true_false_and_null_have_a_type() -> None:
    assert piece("a: {t: true, f: false, n: null, q: 'true', l: [x, 1]}").value() == {
        "t": True,
        "f": False,
        "n": None,
        "q": "true",
        "l": ["x", "1"],
    }


def test_numbers_days_and_times_are_read() -> None:
    assert piece("a: 12").whole() == 12
    assert piece("a: 3.25").number() == 3.25
    assert piece("a: -1").number() == -1
    assert piece("a: 2025-12-22").day() == date(2025, 12, 22)
    assert piece("a: 2025-12-22T16:00").time() == datetime(2025, 12, 22, 16)  # noqa: DTZ001 - local to the posting's zone
    assert piece("a: b").key == "a"


FAULTS = [
    ("a: x", Piece.whole, "f.yaml:1: a: 'x' is not a whole number (allowed: 0, 1, 2 ...)"),
    ("a: -1", Piece.whole, "f.yaml:1: a: '-1' is not a whole number (allowed: 0, 1, 2 ...)"),
    ("a: ٣", Piece.whole, "f.yaml:1: a: '٣' is not a whole number (allowed: 0, 1, 2 ...)"),
    ("a: 3,00", Piece.number, "f.yaml:1: a: '3,00' is no number (allowed: such as 3 or 3.00)"),
    ("a: nan", Piece.number, "f.yaml:1: a: 'nan' is no number (allowed: such as 3 or 3.00)"),
    ("a: 22-12-2025", Piece.day, "f.yaml:1: a: '22-12-2025' is no day (allowed: YYYY-MM-DD)"),
    ("a: 2025-02-30", Piece.day, "f.yaml:1: a: '2025-02-30' is no day (allowed: YYYY-MM-DD)"),
    ("a: 20251222", Piece.day, "f.yaml:1: a: '20251222' is no day (allowed: YYYY-MM-DD)"),
    (
        "a: 2025-12-22",
        Piece.time,
        "f.yaml:1: a: '2025-12-22' is no time (allowed: YYYY-MM-DDTHH:MM)",
    ),
    (
        "a: 2025-12-22T16:00+07:00",
        Piece.time,
        "f.yaml:1: a: '2025-12-22T16:00+07:00' is no time (allowed: YYYY-MM-DDTHH:MM)",
    ),
    (
        "a: 2025-12-22T24:00",
        Piece.time,
        "f.yaml:1: a: '2025-12-22T24:00' is no time (allowed: YYYY-MM-DDTHH:MM)",
    ),
    (
        "a:\n  b: 1",
        Piece.text,
        "f.yaml:1: a: is not a single value (allowed: a word or a sentence)",
    ),
    ("a: ' '", Piece.text, "f.yaml:1: a: is empty (allowed: a word or a sentence)"),
    ("a:", Piece.text, "f.yaml:1: a: is empty (allowed: a word or a sentence)"),
    (
        "a: x:y",
        Piece.ident,
        "f.yaml:1: a: 'x:y' is no id (allowed: letters, digits, '-', '_' and '.', at most 60)",
    ),
    (
        "a: b",
        Piece.items,
        "f.yaml:1: a: is not a list (allowed: [a, b] or lines that begin with '- ')",
    ),
    (
        "a: [b, [c]]",
        Piece.texts,
        "f.yaml:1: a[1]: is not a single value (allowed: a word or a sentence)",
    ),
    ("a: b", Piece.map, "f.yaml:1: a: is not a table (allowed: 'key: value' lines)"),
    ("a:\n  b: 1\n  b: 2", Piece.map, "f.yaml:3: a.b: stands twice (allowed: each key once)"),
    ("a:\n  ? [b]\n  : c", Piece.map, "f.yaml:2: a: has a key that is no word"),
]


@pytest.mark.parametrize(("text", "accessor", "message"), FAULTS)
def test_a_fault_says_where_what_and_what_is_allowed(text: str, accessor, message: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - any accessor
    with pytest.raises(PostingError) as error:
        accessor(piece(text))
    assert str(error.value) == message


def test_a_record_reports_all_its_faults() -> None:
    with pytest.raises(PostingError) as error:
        piece("a: {c: 1, d: 2}").fields("b", "c")
    assert [fault.problem for fault in error.value.faults] == [
        "a.d: is unknown here",
        "a: 'b' is missing",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.yaml:1: is empty"),
        ("a: [", "f.yaml:2: is no YAML"),
        ("a: 'b", "f.yaml:1: is no YAML"),
        ("a: b\n---\nc: d", "f.yaml:2: is no YAML"),
        ("a: \x00", "f.yaml: is no YAML"),
        ("a: \ud800", "f.yaml: is no YAML"),
        ("a: &x b\nc: *x", "f.yaml:1: repeats a value by '*name'"),
        ("a: &x [*x]", "f.yaml:1: repeats a value by '*name'"),
        ("a: " + "[" * 60 + "]" * 60, "f.yaml:1: is nested too deep"),
    ],
)
def test_what_is_no_usable_yaml_is_refused(text: str, message: str) -> None:
    with pytest.raises(PostingError) as error:
        read("f.yaml", text)
    assert str(error.value).startswith(message)


def test_faults_are_told_in_the_order_of_the_lines() -> None:
    top, faults = read("f.yaml", "a: x\nb: y").map(), Faults()
    assert faults.attempt(Piece.whole, top["b"], 7) == 7
    assert faults.each(top.values(), Piece.text) == ("x", "y")
    assert faults.each(top.values(), Piece.whole) == ()
    with pytest.raises(PostingError) as error:
        faults.stop()
    assert [fault.line for fault in error.value.faults] == [1, 2, 2]


def test_what_is_allowed_is_told_short() -> None:
    assert among("x", ()) == "nothing: the posting names none"
    assert among("x", ("a", "b")) == "a, b"
    many = (*(f"umum-{at}" for at in range(30)), "khusus-1")
    assert among("khusu-1", many).startswith("khusus-1")
    assert among("qqqq", many) == "umum-0, umum-1, umum-2 ... (31 in all)"
