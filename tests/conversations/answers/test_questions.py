"""The questions of `ask_dev.jsonl`, and of the half that is kept apart: of it only totals show."""

from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

from conversations.answers.answers import Answers
from tests.conversations.answers.scored import (
    DEV,
    HELD,
    SECOND_DEV,
    SECOND_HELD,
    answered,
    faults,
    questions,
    shipped_answers,
    totals,
)

SHORT, LONG = 1500, 3500


@cache
def answers() -> Answers:
    return shipped_answers()


class Floor(Struct, frozen=True):
    """What a half must at least reach; it only rises. The aim is 0.92, 0.01 and all sensitive."""

    right: float
    confident: float
    sensitive: float


FLOORS = {
    DEV: Floor(0.99, 0.01, 1.0),
    HELD: Floor(0.895, 0.02, 0.95),
    SECOND_DEV: Floor(0.96, 0.02, 1.0),
    SECOND_HELD: Floor(0.85, 0.05, 0.90),
}


@pytest.mark.parametrize("path", FLOORS, ids=["dev", "held", "second-dev", "second-held"])
def test_questions_are_answered_right(path: Path) -> None:
    found, floor = totals(answers(), path), FLOORS[path]
    told = str(found)
    assert found.share >= floor.right, told
    assert found.confident <= found.asked.total() * floor.confident, told
    assert found.right["sensitive"] >= found.asked["sensitive"] * floor.sensitive, told


def test_a_wrong_answer_would_be_seen() -> None:
    one, got = next(answered(answers(), questions(DEV)))
    assert faults(one, got) == []
    other = one | {"kind": "sensitive", "topics": [["x"]], "must": ["zzz | yyy"], "never": ["a"]}
    assert faults(other, got) == ["kind answerable", "topic ['x']", "must zzz | yyy", "never a"]
    assert faults(one | {"must": ["bit.ly/x"]}, got) == ["must bit.ly/x"]


@pytest.mark.parametrize("path", [DEV, HELD], ids=["dev", "held"])
def test_answers_are_short(path: Path) -> None:
    lengths = [len(got.text) for _, got in answered(answers(), questions(path))]
    assert max(lengths) <= LONG
    assert sum(length > SHORT for length in lengths) <= len(lengths) * 0.02
