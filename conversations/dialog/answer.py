"""What was understood becomes facts, unless it cannot be true."""

from datetime import date

from msgspec import Struct

from conversations.dialog.scene import Scene
from conversations.eligibility.days import age_on
from conversations.posting.model import Question

YOUNGEST, OLDEST = 15, 100
FIRST_YEAR, LAST_YEAR = 1950, 2100


class Problem(Struct, frozen=True):
    """Why an answer is refused: the key of its sentence."""

    key: str


def facts_of(scene: Scene, asked: Question, value: object) -> dict[str, object] | Problem:
    """Facts by key; a `Problem` where the answer is impossible or implausible."""
    if asked.kind == "choice":
        labels = scene.voice.questions[asked.id].options
        sets = [o.sets for o in asked.options if labels[o.id] == value]
        return dict(sets[0]) if sets else Problem("unclear.choice")
    if asked.kind == "date":
        problem = _implausible(scene, asked.fact, date.fromisoformat(str(value)))
        if problem:
            return Problem(problem)
    return {asked.fact: value}


def _implausible(scene: Scene, fact: str, day: date) -> str:
    if fact not in scene.plan.births:
        return "" if FIRST_YEAR <= day.year <= LAST_YEAR else "invalid.date"
    if day > scene.today:
        return "invalid.birth_future"
    return "" if YOUNGEST <= age_on(day, scene.today) <= OLDEST else "invalid.birth_age"
