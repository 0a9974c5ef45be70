"""Whatever is written: nothing raises, and nothing takes long."""

import string
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.understanding.meaning import Kind, Wanted
from tests.conversations.understanding.reading import understanding
from tests.conversations.understanding.test_answers import ASKED, DAY, wanted
from tests.conversations.understanding.test_messages import MESSAGES

KINDS: tuple[Kind, ...] = (
    "yesno", "date", "month", "number", "choice", "region", "phone", "nik", "kbli", "experience",
)  # fmt: skip
SHORT = [
    "a", "1", "1 ", "1, ", "ya ", "di ", "eh ", "sim a ", "jakarta ", "tidak ", "a.", "-", "x-",
    "a'", "\n", "\U0001f600", "pendamping koperasi di ", "laptop dan ", "istri 2 ", ",",
    "seribu dua ratus ", "2 bulan lalu ", "3174051708900003 ", "a\u0301", "\ufdfa", "kab. ",
    "12 mei 1990 ", "dua ", "dua puluh ", "lulus s1 ", "qzxwv ", "? ", "bukan ", "kalau ",
]  # fmt: skip
SLACK = 3
"""How many times as much as in proportion to their length long words may cost; where the cost grew
with the square of the length it would be ten times."""


def cost(words: str) -> float:
    """CPU seconds of one answer, the least of three: other work of the machine is not its own."""
    asked = Wanted("region", "Apakah?", options=("SIM A", "SIM C"), unit="tahun", today=DAY)
    least = float("inf")
    for _ in range(3):
        start = process_time()
        understanding().understand(asked, words)
        understanding().facts(words, DAY)
        least = min(least, process_time() - start)
    return least


@cache
def usual() -> float:
    """The mean of messages that the tests know, measured in this run."""
    said = [words for words, _ in MESSAGES]
    return sum(map(cost, said)) / len(said)


@pytest.mark.parametrize("part", SHORT, ids=repr)
def test_the_cost_of_words_grows_with_their_length_and_ends(part: str) -> None:
    short, long, endless = (cost((part * size)[:size]) for size in (400, 4_000, 100_000))
    assert long < SLACK * 10 * (short + usual())
    assert endless < SLACK * (long + usual())


def test_spaces_are_no_length() -> None:
    assert understanding().understand(Wanted("yesno"), " " * 99_990 + "ya").value is True


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(ASKED)))
def test_no_text_raises(words: str, name: str) -> None:
    understanding().understand(wanted(name), words)
    understanding().facts(words, DAY)


PIECES = [
    *string.punctuation, *string.digits, "ya", "tidak", "bukan", "eh", "saya", "istri", "tahun",
    "bulan", "tanggal", "mei", "2019", "sampai", "sekarang", "dari", "di", "depok", "bogor", "kab",
    "kota", "sim", "a", "c", "s", "1", "lulus", "kuliah", "putus", "pendamping", "koperasi", "nib",
    "kbli", "70209", "ktp", "dki", "laptop", "ada", "punya", "kalau", "mau", "lalu", "depan",
    "setengah", "juta", "koma", "senin", "umur", "lahir", "tinggal", "rumah", "sana", "\n", "?",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(sorted(ASKED)))
def test_no_mixture_of_known_words_raises(pieces: list[str], name: str) -> None:
    words = " ".join(pieces)
    found = understanding().understand(wanted(name), words)
    assert found.value is None or found.because
    for one in understanding().facts(words, DAY):
        assert one.value is not None
