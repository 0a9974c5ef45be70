"""What was decided of a candidate in one stage, and what follows from it."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

Outcome = Literal["pass", "fail", "absent", "withdrawn", "disqualified"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
REASONED: frozenset[Outcome] = frozenset(("withdrawn", "disqualified"))
"""What is decided only with a reason."""


class Decision(Struct, frozen=True):
    """`score` is in hundredths; None where none was given."""

    outcome: Outcome
    score: int | None = None
    reason: str = ""


Decided = Mapping[int, Decision]
"""The decisions of one candidate, by the number of the stage."""


def last_stage(decided: Decided) -> int:
    """The last stage in which something was decided; 0: none."""
    return max(decided, default=0)


def stands(decided: Decided, stage: int) -> bool:
    """May this candidate have a decision in `stage`: did they pass every one before?"""
    return all(number in decided and _passed(decided[number]) for number in range(1, stage))


def told_rightly(decided: Decided, stage: int) -> bool:
    """May this candidate be told that they passed `stage`? The knockout, read once more."""
    return stage in decided and _passed(decided[stage]) and stands(decided, stage)


def may_change(decided: Decided, stage: int, to: Decision) -> bool:
    """Can the decision become this one: nothing stands on a pass that would be gone?"""
    return stands(decided, stage) and (_passed(to) or stage + 1 not in decided)


def total(decided: Decided) -> int:
    """The sum of all scores, in hundredths: no stage weighs more than another."""
    return sum(decision.score or 0 for decision in decided.values())


def _passed(decision: Decision) -> bool:
    return decision.outcome == "pass"
