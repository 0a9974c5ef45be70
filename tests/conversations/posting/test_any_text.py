"""Whatever a file holds, reading it ends in a posting or in a `PostingError`, never otherwise."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.posting.lint import lint
from conversations.posting.parse import parse
from conversations.posting.parse_texts import parse_texts
from conversations.posting.reader import PostingError
from tests.conversations.posting.small import INDONESIAN, POSTING

SMALL = parse(POSTING)
MARKS = "{}[]:,-'\"#&*!|>%@` \n?~0aé\t"
CUTS = st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.text(MARKS, max_size=6))
WORDS = ["true", "x", "[]", "{}", "laptop", "education", "is", "9", "2026-01-01", "''", "null"]
SWAPS = st.tuples(st.integers(0, 10_000), st.sampled_from(WORDS))


def cut(text: str, changes: list[tuple[int, int, str]]) -> str:
    """Some stretches of `text` replaced by marks that YAML cares about."""
    for at, length, instead in changes:
        start = at % len(text)
        text = text[:start] + instead + text[start + length :]
    return text or " "


def swapped(text: str, changes: list[tuple[int, str]]) -> str:
    """Some words of `text` replaced by others, so that it stays YAML and means something else."""
    words = text.split(" ")
    for at, instead in changes:
        words[at % len(words)] = instead
    return " ".join(words)


def refusal(read: Callable[[], object]) -> PostingError | None:
    """Why a file is refused, or None where it is read."""
    try:
        read()
    except PostingError as error:
        return error
    return None


def survives(posting: str, sentences: str) -> None:
    """Both files are read, or refused with a line and a problem; the linter never fails."""
    for read in (lambda: parse(posting), lambda: parse_texts(sentences, SMALL)):
        if error := refusal(read):
            assert error.faults
            assert all(fault.problem for fault in error.faults)
    assert all(one.problem for one in lint({"posting.yaml": posting, "id.yaml": sentences}))


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text(posting: str, sentences: str) -> None:
    survives(posting, sentences)


@given(st.lists(CUTS, min_size=1, max_size=3), st.lists(CUTS, min_size=1, max_size=3))
@settings(deadline=None, max_examples=120)
def test_any_cut(one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]) -> None:
    survives(cut(POSTING, one), cut(INDONESIAN, other))


@given(st.lists(SWAPS, min_size=1, max_size=3), st.lists(SWAPS, min_size=1, max_size=3))
@settings(deadline=None, max_examples=120)
def test_any_swap(one: list[tuple[int, str]], other: list[tuple[int, str]]) -> None:
    survives(swapped(POSTING, one), swapped(INDONESIAN, other))
