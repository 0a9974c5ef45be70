"""Exactly what somebody still lacks, in lines."""

from collections.abc import Iterator, Sequence

from conversations.dialog.progress import steps
from conversations.dialog.scene import Scene
from conversations.documents.checklist import Line, checklist, missing

MOST_NAMES = 5


def lacking(scene: Scene) -> str:
    """A list under a title; the official form is always its last line."""
    lines = "\n".join(f"- {line}" for line in _lines(scene))
    return f"{_say(scene, 'title')}\n{lines}"


def _lines(scene: Scene) -> Iterator[str]:
    points = steps(scene)
    for key, state in (("questions", "open"), ("unsure", "unsure")):
        if names := [step.label for step in points if step.state == state]:
            yield _say(scene, key, count=len(names), names=_named(scene, names))
    needed = missing(checklist(scene.plan.posting, scene.state.papers))
    for standing in ("missing", "refused"):
        if names := [_name(scene, line) for line in needed if line.standing == standing]:
            yield _say(scene, standing, count=len(names), names=", ".join(names))
    yield _say(scene, "form")


def _named(scene: Scene, names: Sequence[str]) -> str:
    shown = [*names[:MOST_NAMES]]
    if more := len(names) - len(shown):
        shown.append(_say(scene, "more", count=more))
    return ", ".join(shown)


def _name(scene: Scene, line: Line) -> str:
    return scene.voice.texts.slots[line.slot.id].name


def _say(scene: Scene, key: str, **values: object) -> str:
    return scene.voice.say(f"schedule.lacking.{key}", **values)
