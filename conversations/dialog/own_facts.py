"""What follows from what they told: what is still missing, and where a requirement stands."""

import re
from collections.abc import Iterator

from conversations.dialog.paper_words import status
from conversations.dialog.scene import Scene
from conversations.eligibility.explain import explain_in
from conversations.eligibility.points import Explained

_MISSING = re.compile(
    r"\b(apa|opo|naon|what|what's)\b.*\b(kurang\w*|belum|missing|lacking)\b|^(yang )?kurang apa\b"
)
_MINE = re.compile(r"\b(saya|sy|aku|gw|gue|abdi|kulo|my|i|am i)\b")
_CLAUSE = re.compile(r"\[([\w-]+)\]")
MOST_WORDS = 8


def told(scene: Scene, text: str) -> str | None:
    """The answer to a question of theirs, with what they told of themselves; None where none."""
    if lacking := missing(scene, text):
        return lacking
    state = scene.state
    answer = scene.house.answer(text, state.language, scene.now, state.question)
    return beside(scene, text, answer) if answer else None


def missing(scene: Scene, text: str) -> str | None:
    """The requirements that are open or not met; None where that is not what they ask."""
    said = text.casefold()
    if not scene.allowed or len(said.split()) > MOST_WORDS or not _MISSING.search(said):
        return None
    lines = "\n".join(_line(scene, point) for point in _points(scene) if _lacks(point))
    open_ = _say(scene, "missing", lines=lines) if lines else _say(scene, "nothing_missing")
    return f"{open_}\n\n{status(scene)}"


def beside(scene: Scene, text: str, answer: str) -> str:
    """An answer with where the person stands, where they ask of themselves and have told it."""
    clause = _CLAUSE.search(answer)
    if clause is None or not scene.allowed or not _MINE.search(text.casefold()):
        return answer
    for point in _points(scene):
        if point.clause == clause[1] and point.verdict in {"met", "not_met"}:
            return f"{_say(scene, 'stands', line=_line(scene, point))}\n\n{answer}"
    return answer


def _points(scene: Scene) -> Iterator[Explained]:
    known = scene.known
    yield from explain_in(scene.voice.words, known.values, known.assessment, scene.now).points


def _lacks(point: Explained) -> bool:
    return point.weight == "mandatory" and point.verdict != "met"


def _line(scene: Scene, point: Explained) -> str:
    return _say(scene, "line", title=point.title, reason=point.reason)


def _say(scene: Scene, key: str, **values: object) -> str:
    return scene.voice.say(f"own.{key}", **values)
