"""The checklist that fills while the talk goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from conversations.dialog.known import contradicted, fits
from conversations.dialog.message import Step
from conversations.dialog.tokens import Token

if TYPE_CHECKING:
    from conversations.dialog.scene import Scene
    from conversations.posting.model import Question


def steps(scene: Scene, now: str = "") -> tuple[Step, ...]:
    """One line for each question that was answered or is still to be asked."""
    lines = []
    for question in scene.plan.questions:
        if question.id == now or _listed(scene, question):
            state = "now" if question.id == now else _state(scene, question)
            label = scene.voice.questions[question.id].short
            lines.append(Step(label, state, str(Token("q", question.id))))
    return tuple(lines)


def _listed(scene: Scene, question: Question) -> bool:
    known = scene.known
    if not known.wanted.isdisjoint(question.facts):
        return not contradicted(question.when, known.values)
    return any(key in known.values for key in question.facts) and fits(question, known.values)


def _state(scene: Scene, question: Question) -> Literal["done", "open", "unsure"]:
    facts = scene.state.facts
    if any(key in facts and facts[key].unsure for key in question.facts):
        return "unsure"
    return "done" if scene.known.wanted.isdisjoint(question.facts) else "open"
