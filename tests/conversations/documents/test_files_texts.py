"""What is said of files: the same in both languages, and never in words that judge a person."""

import re

import pytest

from bot.texts import load_phrases

PHRASES = load_phrases("files")


def places(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    first, second = PHRASES["id"], PHRASES["en"]
    assert first.keys() == second.keys()
    assert {key for key in first.keys() if places(first(key)) != places(second(key))} == set()  # noqa: SIM118 - no mapping


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_says_passed_or_refused(language: str) -> None:
    said = PHRASES[language]
    whole = " ".join(said(key) for key in said.keys()).casefold()  # noqa: SIM118 - no mapping
    for word in ("ditolak", "rejected", "you passed", "lulus"):
        assert word not in whole
