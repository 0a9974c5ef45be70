"""The checklist that fills while the talk goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from conversations.dialog.known import contradicted, fits
from conversations.dialog.message import Step

if TYPE_CHECKING:
    from conversations.dialog.scene import Scene
    from conversations.posting.model import Question


def steps(scene: Scene, now: str = "") -> tuple[Step, ...]:
    """One line for each question that was answered or is still to be asked."""
    lines = []
    for question in scene.plan.questions:
        name = question.id
        state = "now" if name == now else _state(scene, question)
        if state:
            label = scene.voice.questions[name].short
            lines.append(Step(label, state, scene.plan.opening[name]))
    return tuple(lines)


def _state(scene: Scene, question: Question) -> Literal["done", "open", "unsure"] | None:
    """How far a question is; None where it was not answered and need not be."""
    facts, known, told = question.facts, scene.known, scene.state.facts
    open_ = not known.wanted.isdisjoint(facts)
    if open_ and question.when and contradicted(question.when, known.values):
        return None
    asked = [told[key] for key in facts if key in told]
    if not open_ and not (asked and fits(question, known.values)):
        return None
    if any(fact.unsure for fact in asked):
        return "unsure"
    return "open" if open_ else "done"
