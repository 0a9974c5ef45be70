"""What a turn of the conversation costs, without and with the cards of the verdict."""

from conversations.dialog.event import Pressed, Typed
from conversations.dialog.state import State
from conversations.dialog.stored import decode, encode
from tests.bench.figures import report, timed
from tests.conversations.dialog.talk import OPEN, dialog, started
from tests.conversations.dialog.test_verdict import GOOD, done

ROUNDS = 300


def before_each_answer() -> list[tuple[State, Typed]]:
    """The states of a talk, each with what is said to it."""
    talk, found = started(), []
    for words in GOOD[:-1]:
        found.append((talk.state, Typed(words)))
        talk.say(words)
    return found


def bench_an_answer() -> None:
    talks = before_each_answer()

    def answer_all() -> None:
        for state, said in talks:
            dialog().advance(state, said, OPEN)

    report("a turn that asks the next question", timed(answer_all, ROUNDS), each=len(talks))


def bench_a_box() -> None:
    talk = started()
    talk.hear(Pressed("q:papers::0"))
    state, said = talk.state, Pressed(talk.token("Laptop pribadi"))
    report("a turn that ticks a box", timed(lambda: dialog().advance(state, said, OPEN), ROUNDS))


def bench_the_verdict() -> None:
    state, said = done().state, Pressed("go::verdict:0")
    report("a turn with the verdict", timed(lambda: dialog().advance(state, said, OPEN), ROUNDS))


def bench_keeping_a_state() -> None:
    state = done().state
    report("write and read a state", timed(lambda: decode(encode(state)), ROUNDS))
