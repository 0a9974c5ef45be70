"""The questions of `ask_dev.jsonl`, and of the half that is kept apart: of it only totals show."""

from functools import cache
from pathlib import Path

import pytest

from conversations.answers.answers import Answers
from tests.conversations.answers.scored import (
    DEV,
    HELD,
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


@pytest.mark.parametrize(("path", "right"), [(DEV, 0.98), (HELD, 0.92)], ids=["dev", "held"])
def test_questions_are_answered_right(path: Path, right: float) -> None:
    found = totals(answers(), path)
    told = str(found)
    assert found.share >= right, told
    assert found.confident <= found.asked.total() * 0.01, told
    assert found.right["sensitive"] == found.asked["sensitive"], told


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
