"""Questions about oneself, answered from what one told; and reports of scams."""

import pytest

from bot.answers import load_answers
from bot.lexicon import load_lexicon
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from conversations.understanding.understand import Understanding
from tests.conversations.dialog.talk import Talk, edition, started

ANSWERS = load_answers(edition(), load_phrases())
DIALOG = Dialog(edition(), load_phrases(), ANSWERS.reply).reading(Understanding(load_lexicon()))


def born(day: str) -> Talk:
    talk = started(talker=DIALOG)
    talk.hear(Pressed("q:birth_date::0"))
    talk.say(day)
    return talk


@pytest.mark.parametrize("asked", ["apa yang masih kurang?", "apa saja yang belum?"])
def test_what_is_missing_is_told_and_the_question_stands_again(asked: str) -> None:
    talk = born("14-05-1990")
    screen = talk.state.asked.screen
    told = talk.say(asked)
    assert "ini yang masih kurang atau belum terjawab" in told
    assert "Laptop" in told
    assert talk.state.asked.screen == screen


@pytest.mark.parametrize(("day", "verdict"), [("14-05-1990", "35"), ("14-05-1950", "75")])
def test_the_own_age_is_told_before_the_clause(day: str, verdict: str) -> None:
    told = born(day).say("umur saya masuk?")
    own, _, clause = told.partition("[umum-3]")
    assert "Menurut jawaban Bapak/Ibu" in own
    assert verdict in own.split("\n\n")[0]
    assert clause


def test_who_told_nothing_gets_the_clause_alone() -> None:
    told = started(talker=DIALOG).say("umur saya masuk?")
    assert "[umum-3]" in told
    assert "Menurut jawaban" not in told


def test_nothing_of_oneself_is_told_before_consent() -> None:
    talk = Talk(talker=DIALOG)
    talk.open()
    assert "Menurut jawaban" not in talk.say("apa yang masih kurang?")
