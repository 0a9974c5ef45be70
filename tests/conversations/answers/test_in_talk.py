"""A question in the middle of any question of the self-check: answered, and the talk stays."""

import pytest

from bot.answers import load_answers
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from tests.conversations.dialog.talk import CLOSING, Talk, edition, started

DIALOG = Dialog(edition(), load_phrases(), load_answers(edition(), load_phrases()).reply)
ASKED = {
    "gajinya berapa ya?": "tidak menyebut besar remunerasi",
    "emangnya bisa wfh?": "[prinsip-8]",
    "aku lolos ga min?": "tidak menyampaikan hasil",
}


def at(question: str) -> Talk:
    talk = started(talker=DIALOG)
    talk.hear(Pressed(f"q:{question}::0"))
    return talk


@pytest.mark.parametrize("question", [one.id for one in edition().posting.questions])
@pytest.mark.parametrize(("text", "told"), ASKED.items())
def test_it_is_answered_and_the_same_question_stands_again(
    question: str, text: str, told: str
) -> None:
    talk = at(question)
    before, facts = talk.last, talk.values
    assert told in talk.say(text)
    assert talk.state.asked.screen == f"q:{question}"
    assert talk.last.key == before.key
    assert [one.label for one in talk.last.choices] == [one.label for one in before.choices]
    assert talk.values == facts


def test_before_the_first_question_and_after_the_last() -> None:
    talk = Talk(talker=DIALOG)
    talk.open()
    screen = talk.state.asked.screen
    assert "[prinsip-2]" in talk.say("apakah ada biaya?")
    assert talk.state.asked.screen == screen


def test_they_ask_on_and_an_answer_ends_it() -> None:
    talk = at("birth_date")
    assert "lama masa kontrak" in talk.say("kontraknya berapa lama?")
    assert "perpanjangan kontrak" in talk.say("bisa diperpanjang?")
    assert "kontraknya" in talk.state.question
    talk.say("14-05-1990")
    assert talk.state.question == ""


def test_what_asks_nothing_is_told_what_fits() -> None:
    assert "belum melihat tanggal" in at("birth_date").say("zzz")


def test_after_the_closing_it_says_so() -> None:
    talk = started(CLOSING, talker=DIALOG)
    assert "sudah ditutup" in talk.say("masih bisa daftar?")
