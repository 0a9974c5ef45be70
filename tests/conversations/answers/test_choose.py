"""Which entry is chosen, how sure that is, and what goes before what."""

import pytest

from conversations.answers.choose import Choice, Chosen
from conversations.answers.lexicon import parse_always, parse_lexicon
from tests.conversations.answers.reading import SMALL

ALWAYS = parse_always(
    "sensitive: {money: [bayar panitia, uang laptop]}\noutside: [film]\n"
    "signs: {money: [uang & panitia]}\nkeys: {money: [panitia]}"
)
ASKS = {
    "laptop": ("laptop pribadi", "laptop wajib"),
    "spec": ("laptop minimal", "ukuran layar"),
    "fees": ("bayar daftar",),
    "skck": ("skck asli", "skck polisi"),
    "skck-more": ("skck asli", "skck biaya"),
}
CHOICE = Choice(parse_lexicon(SMALL), ALWAYS, ASKS, frozenset({"spec", "skck-more"}))


UNSURE = {"uang", "zzz", "", "pribadi zzz qqq"}


@pytest.mark.parametrize(("text", "what", "name"), [
    ("laptop wajib", "entry", "laptop"),
    ("uang panitia laptop", "sensitive", "money"),  # a sign, whatever fits
    ("panitia bayar", "sensitive", "money"),  # a phrasing, and its key
    ("uang", "outside", ""),  # a phrasing without its key
    ("film", "outside", ""),
    ("zzz", "outside", ""),
    ("", "outside", ""),
    ("pribadi zzz qqq", "near", "laptop"),
])  # fmt: skip
def test_what_is_chosen(text: str, what: str, name: str) -> None:
    chosen = CHOICE.choose(text)
    assert (chosen.what, chosen.name) == (what, name)
    assert chosen.sure == (text not in UNSURE)


def test_what_fits_nearly_as_well_is_named() -> None:
    chosen = CHOICE.choose("laptop")
    assert chosen == Chosen("entry", "laptop", ("spec",), sure=False)


def test_what_the_posting_says_goes_before_its_silence() -> None:
    ordered = dict(sorted(ASKS.items(), reverse=True))
    choice = Choice(parse_lexicon(SMALL), ALWAYS, ordered, frozenset({"skck-more"}))
    assert choice.choose("skck asli").name == "skck"
    assert choice.choose("skck biaya").name == "skck-more"


def test_only_what_leaves_much_open_is_read_with_what_went_before() -> None:
    assert CHOICE.choose("asli", "skck").name == "skck"
    whole = CHOICE.choose("laptop wajib pribadi", "skck asli")
    assert whole == CHOICE.choose("laptop wajib pribadi")


@pytest.mark.parametrize(("text", "asks"), [("laptop?", True), ("laptop", True), ("x", False)])
def test_a_question_is_known_by_its_mark_or_its_words(text: str, asks: bool) -> None:  # noqa: FBT001 - a table
    assert CHOICE.asks(text, {"laptop"}) is asks
