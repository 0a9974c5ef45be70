"""The checklist that fills while the talk goes on."""

from typing import Literal

from conversations.dialog.known import contradicted, fits, values
from conversations.dialog.message import Step
from conversations.dialog.scene import Scene
from conversations.dialog.tokens import Token
from conversations.eligibility.assess import assess, still_open
from conversations.posting.model import Question


def steps(scene: Scene, now: str = "") -> tuple[Step, ...]:
    """One line for each question that was answered or is still to be asked."""
    found = values(scene.plan, scene.state.facts)
    wanted = set(still_open(assess(scene.plan.posting, found)))
    lines = []
    for question in scene.plan.questions:
        known = any(key in found for key in question.facts)
        to_ask = not wanted.isdisjoint(question.facts) and not contradicted(question.when, found)
        asked = question.id == now
        if asked or to_ask or (known and fits(question, found)):
            token = str(Token("q", question.id))
            label = scene.voice.questions[question.id].short
            lines.append(Step(label, "now" if asked else _state(scene, question, wanted), token))
    return tuple(lines)


def _state(scene: Scene, question: Question, wanted: set[str]) -> Literal["done", "open", "unsure"]:
    facts = [scene.state.facts[key] for key in question.facts if key in scene.state.facts]
    if any(fact.unsure for fact in facts):
        return "unsure"
    return "done" if facts and wanted.isdisjoint(question.facts) else "open"
