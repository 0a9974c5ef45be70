"""Where a channel can change what it showed, an answered question becomes the next one."""

from conversations.dialog.event import Opened, Pressed, Typed
from conversations.dialog.in_place import in_place
from conversations.dialog.turn import Turn
from tests.conversations.dialog.talk import OPEN, Talk, dialog, started


def pressed(talk: Talk, said: Pressed) -> tuple[Turn, Turn]:
    """The turn as it is, and as it is in place."""
    turn = dialog().advance(talk.state, said, OPEN)
    return turn, in_place(turn, talk.state, said)


def test_a_button_of_the_question_shown_changes_its_message() -> None:
    talk = started()
    talk.say("14 Mei 1990")
    shown = talk.state.asked.seq
    turn, changed = pressed(talk, Pressed(talk.token("S1 (selesai)")))
    first = changed.messages[0]
    assert first.replaces == shown
    assert first.text == f"✓ S1 (selesai)\n\n{turn.messages[0].text}"
    assert changed.messages[1:] == turn.messages[1:]


def test_a_box_stays_in_its_place_without_a_line() -> None:
    talk = started()
    talk.hear(Pressed("q:papers::0"))
    turn, changed = pressed(talk, Pressed(talk.token("Laptop pribadi")))
    assert turn.messages[0].replaces == talk.state.asked.seq
    assert changed == turn


def test_everything_else_stays_as_it_was_said() -> None:
    talk = started()
    for said in (Typed("14 Mei 1990"), Opened()):
        turn = dialog().advance(talk.state, said, OPEN)
        assert in_place(turn, talk.state, said) is turn
    for token in ("q:education::0", "go::summary:0", "no button"):
        turn, changed = pressed(talk, Pressed(token))
        assert changed is turn
    twice = Pressed(talk.state.asked.by)
    assert in_place(Turn(talk.state), talk.state, twice).messages == ()


def test_a_button_that_says_nothing_adds_no_line() -> None:
    talk = started()
    said = Pressed(talk.token("Belum tahu"))
    turn = dialog().advance(talk.state, said, OPEN)
    silent = Turn(turn.state, turn.messages)
    assert in_place(silent, talk.state, said).messages[0].text == turn.messages[0].text
