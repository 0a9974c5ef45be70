"""Every sentence that the page names exists, in both languages, with the same places to fill."""

import re

import pytest

from bot.channels.webchat.assets import FOLDER
from bot.channels.webchat.page import PAGE_WORDS, SORRY
from bot.texts import load_phrases

TEXTS = load_phrases("webchat")
WEBCHAT = FOLDER.parent
MARKS = ("met", "not_met", "unsure", "unanswered", "note")
STATES = ("done", "now", "open", "unsure")


def named() -> set[str]:
    """Keys that code and templates name in full."""
    found = {
        f"webchat.sorry.{what}.{part}" for what in SORRY.values() for part in ("title", "text")
    }
    for file in [*WEBCHAT.glob("*.py"), *WEBCHAT.glob("templates/*.html")]:
        keys = re.findall(r'"(webchat\.[a-z_.]*[a-z_])"', file.read_text())
        found |= {key for key in keys if "." in key.removeprefix("webchat.") or key in TEXTS["id"]}
    for file in FOLDER.glob("*.js"):
        found |= {PAGE_WORDS + key for key in re.findall(r'\bword\(\s*"(\w+)"', file.read_text())}
        found |= {PAGE_WORDS + key for key in re.findall(r'sayTime\(\s*"(\w+)"', file.read_text())}
    found |= {f"{PAGE_WORDS}mark_{mark}" for mark in MARKS}
    return found | {f"{PAGE_WORDS}step_{state}" for state in STATES}


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_named_exists(language: str) -> None:
    assert len(named()) > 60
    assert sorted(key for key in named() if key not in TEXTS[language]) == []


def test_languages_have_the_same_sentences_with_the_same_places() -> None:
    places = {
        language: {key: sorted(re.findall(r"\{\w+\}", words(key))) for key in sorted(words.keys())}
        for language, words in TEXTS.items()
    }
    assert places["id"] == places["en"]
