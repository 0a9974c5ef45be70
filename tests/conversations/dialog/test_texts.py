"""Every sentence in both languages, with the same places; every button fits every channel."""

import re

import pytest

from bot.texts import load_phrases
from conversations.dialog.event import Pressed
from tests.conversations.dialog.talk import Talk, edition, started

PHRASES = load_phrases("dialog")
WHATSAPP_BUTTONS, WHATSAPP_BUTTON, WHATSAPP_ROWS, WHATSAPP_ROW = 3, 20, 10, 24
TELEGRAM_BUTTON = 64
# Screens that WhatsApp draws as numbered text: more to choose, or longer words, than a list holds.
NUMBERED = {
    "question:papers", "question:standing", "summary",
}  # fmt: skip


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    first, second = PHRASES["id"], PHRASES["en"]
    assert "dialog.help" in first
    assert "dialog.helps" not in first
    assert first.keys() == second.keys()
    differing = {key for key in first.keys() if places(first(key)) != places(second(key))}  # noqa: SIM118 - no mapping
    assert differing == set()


def places(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_says_passed_or_refused(language: str) -> None:
    said = PHRASES[language]
    whole = " ".join(said(key) for key in said.keys()).casefold()  # noqa: SIM118 - no mapping
    for word in ("ditolak", "rejected", "you passed", "anda lulus", "dinyatakan lulus"):
        assert word not in whole


def every_screen(language: str) -> list[Talk]:
    talks = []
    for token in [f"q:{q.id}::0" for q in edition().posting.questions] + [
        f"go::{name}:0" for name in
        ("summary", "language", "restart", "withdraw", "pause", "conventions", "info", "form",
         "mydata", "correct", "erase")
    ]:  # fmt: skip
        talk = started()
        talk.say("english" if language == "en" else "bahasa indonesia")
        talk.hear(Pressed(token))
        talks.append(talk)
    return talks


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_label_fits_every_channel_or_is_numbered(language: str) -> None:
    for talk in every_screen(language):
        labels = [choice.label for choice in talk.last.choices]
        assert max(map(len, labels)) <= TELEGRAM_BUTTON
        if talk.last.key in NUMBERED:
            continue
        if len(labels) <= WHATSAPP_BUTTONS:
            assert [label for label in labels if len(label) > WHATSAPP_BUTTON] == [], talk.last.key
        else:
            assert len(labels) <= WHATSAPP_ROWS, talk.last.key
            assert [label for label in labels if len(label) > WHATSAPP_ROW] == [], talk.last.key


def test_the_screens_that_are_numbered_can_be_answered_with_numbers() -> None:
    talk = started()
    talk.hear(Pressed("q:papers::0"))
    talk.say("1,2 sisanya tidak", "14 Mei 1990", "ringkasan", "2")
    assert talk.state.asked.screen == "q:birth_date"


def test_the_three_longest_labels_of_boxes_fit_telegram() -> None:
    for texts in edition().texts.values():
        for question in texts.questions.values():
            assert all(len(label) + 2 <= TELEGRAM_BUTTON for label in question.items.values())
