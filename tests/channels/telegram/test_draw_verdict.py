"""The longest verdict that a posting can give fits into one message, with its reasons."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from bot.channels.telegram.draw import Pen
from bot.postings import load_edition
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from conversations.dialog.message import Message
from conversations.dialog.state import Fact, FactValue, State
from conversations.eligibility.profile import values_of
from conversations.eligibility.wording import words_of
from conversations.posting.edition import Edition
from tests.channels.telegram.drawn import holds
from tests.conversations.dialog.talk import Talk, edition

TESTS = Path(__file__).parents[2]


@cache
def other() -> Edition:
    return load_edition(TESTS / "postings" / "balai-contoh-2026")


def profiles(path: Path) -> list[dict[str, object]]:
    return [json.loads(line)["profile"] for line in path.read_text("utf-8").splitlines()]


POSTINGS = {
    "shipped": (edition, TESTS / "conversations" / "eligibility" / "profiles.jsonl"),
    "other": (other, TESTS / "postings" / "balai-contoh-2026" / "profiles.jsonl"),
}


class Verdicts:
    """The messages of a verdict, for any facts."""

    def __init__(self, found: Edition, language: str) -> None:
        phrases = load_phrases()
        self._posting, self._language = found.posting, language
        self._dialog = Dialog(found, phrases)
        words = words_of(found, phrases[language]).moment(found.posting.closes_at)
        self.pen = Pen(phrases[language], {words: 1766394000})
        talk = Talk(found.posting.opens_at, self._dialog)
        talk.open()
        talk.press("Setuju")
        self._consent, self._acknowledged = talk.state.consent, self._dialog_version(talk)

    @staticmethod
    def _dialog_version(talk: Talk) -> str:
        if not talk.state.acknowledged and talk.state.asked.screen == "commitments":
            talk.press("Sudah saya baca")
        return talk.state.acknowledged

    def of(self, profile: Mapping[str, object]) -> tuple[Message, ...]:
        known = values_of(self._posting, profile).items()
        facts = {key: Fact(cast("FactValue", value)) for key, value in known}
        state = State(
            language=self._language,
            consent=self._consent,
            acknowledged=self._acknowledged,
            facts=facts,
            seq=10,
            turn=3,
        )
        return self._dialog.advance(
            state, Pressed("go::verdict:0"), self._posting.opens_at
        ).messages


def worst(verdicts: Verdicts, given: list[dict[str, object]]) -> Mapping[str, object]:
    """Fact by fact, whichever value makes the verdict longer."""
    best, length = given[0], 0
    known = {repr(pair): pair for profile in given for pair in profile.items()}
    for key, value in known.values():
        tried = {**best, key: value}
        if (found := longest(verdicts.of(tried))) > length:
            best, length = tried, found
    return best


def longest(told: tuple[Message, ...]) -> int:
    return max(sum(len(c.reason + c.clause + c.remedy + c.general) for c in m.cards) for m in told)


@pytest.mark.parametrize("name", POSTINGS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_longest_verdict_fits(name: str, language: str) -> None:
    found, path = POSTINGS[name]
    verdicts = Verdicts(found(), language)
    told = verdicts.of(worst(verdicts, profiles(path)))
    verdict = next(message for message in told if message.key == "verdict")
    failing = [card for card in verdict.cards if card.mark == "not_met"]
    assert len(failing) > 3
    shown = verdicts.pen.draw(verdict)
    holds(shown)
    assert all(card.reason in shown.plain for card in failing[:5])
