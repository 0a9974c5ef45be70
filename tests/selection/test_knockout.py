"""The knockout: who is out of a stage has no decision in the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.selection.decision import (
    OUTCOMES,
    Decision,
    Outcome,
    last_stage,
    may_change,
    stands,
    told_rightly,
    total,
)

DECISIONS = st.sampled_from([Decision(outcome) for outcome in OUTCOMES])
HISTORIES = st.dictionaries(st.integers(1, 4), DECISIONS)


def of(*outcomes: Outcome) -> dict[int, Decision]:
    return {stage: Decision(outcome) for stage, outcome in enumerate(outcomes, 1)}


@pytest.mark.parametrize(
    ("decided", "stage", "expected"),
    [
        (of(), 1, True),
        (of(), 2, False),
        (of("pass"), 2, True),
        (of("fail"), 2, False),
        (of("absent"), 2, False),
        (of("pass", "pass"), 3, True),
        (of("fail", "pass"), 3, False),
        ({2: Decision("pass")}, 3, False),
    ],
)
def test_who_may_be_decided(decided: dict[int, Decision], stage: int, *, expected: bool) -> None:
    assert stands(decided, stage) is expected


@given(HISTORIES, st.integers(1, 4))
def test_only_passers_of_every_stage_are_told(decided: dict[int, Decision], stage: int) -> None:
    whole = all(n in decided and decided[n].outcome == "pass" for n in range(1, stage + 1))
    assert told_rightly(decided, stage) is whole


def test_a_pass_that_others_stand_on_cannot_go() -> None:
    decided = of("pass", "pass")
    assert may_change(decided, 1, Decision("pass", 90))
    assert not may_change(decided, 1, Decision("fail"))
    assert may_change(decided, 2, Decision("fail"))
    assert may_change(decided, 3, Decision("fail"))
    assert not may_change(of("fail"), 2, Decision("pass"))
    assert may_change(of("fail"), 1, Decision("pass"))


def test_the_last_stage_and_the_sum() -> None:
    assert (last_stage({}), last_stage(of("pass", "fail"))) == (0, 2)
    assert total({1: Decision("pass", 8000), 2: Decision("pass"), 3: Decision("pass", 50)}) == 8050
