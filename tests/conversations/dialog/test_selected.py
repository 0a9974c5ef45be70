"""The papers behind the final choice, ticked by buttons and in writing."""

import pytest

from conversations.dialog.event import Pressed
from conversations.dialog.invited import Invited
from tests.conversations.dialog.talk import Talk, started


def chosen() -> Talk:
    """A talk with somebody who was told of the final choice, and who looks at the papers."""
    talk = started()
    talk.state.invited = Invited(chosen="2026-02-02T02:00:00+00:00")
    talk.say("berkas akhir")
    return talk


def ready(talk: Talk) -> list[int]:
    return [number for number, tick in enumerate(talk.last.ticks, 1) if tick.on]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("1,3", [1, 3]), ("2", [2]), ("5 dan 1", [1, 5]), ("semua", [1, 2, 3, 4, 5])],
)
def test_papers_are_ticked_in_writing(words: str, numbers: list[int]) -> None:
    talk = chosen()
    assert f"Siap: {len(numbers)} dari 5" in talk.say(words)
    assert ready(talk) == numbers


def test_what_is_written_later_stands_in_place_of_what_was_ticked() -> None:
    talk = chosen()
    talk.hear(Pressed(talk.last.ticks[3].token))
    assert ready(talk) == [4]
    talk.say("1")
    assert ready(talk) == [1]


@pytest.mark.parametrize("words", ["6", "0", "lima", "1,9"])
def test_other_words_tick_nothing(words: str) -> None:
    talk = chosen()
    talk.say("2")
    before = talk.state.invited.ready
    talk.say(words)
    assert talk.state.invited.ready == before != ()


def test_before_the_final_choice_there_is_nothing_to_tick() -> None:
    talk = started()
    talk.say("berkas akhir", "1")
    assert not talk.state.invited.ready
