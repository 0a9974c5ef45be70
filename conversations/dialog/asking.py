"""The screen of a question, whatever its kind."""

from collections.abc import Callable

from msgspec import Struct

from conversations.dialog import experience, question, stated, ticks
from conversations.dialog.corrected import corrected
from conversations.dialog.route import aid, back, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen
from conversations.dialog.tokens import Token
from conversations.posting.model import Question


class Manner(Struct, frozen=True):
    """How questions of a kind are drawn, pressed and heard."""

    draw: Callable[[Scene, Question], Frame]
    press: Callable[[Scene, Question, str], None]
    hear: Callable[[Scene, Question, str], Heard]


_ONE = Manner(question.draw, question.press, question.hear)
_KINDS = {
    "ticks": Manner(ticks.draw, ticks.press, ticks.hear),
    "experience": Manner(experience.draw, experience.press, experience.hear),
}


def draw(scene: Scene, key: str) -> Frame:
    asked = scene.plan.question[key]
    return _KINDS.get(asked.kind, _ONE).draw(scene, asked)


def press(scene: Scene, token: Token) -> None:
    asked = scene.plan.question[token.key]
    match token.value:
        case "-help":
            aid(scene)
        case "-back":
            back(scene)
        case "-keep":
            scene.draft(asked.id)
            onward(scene)
        case "-unsure":
            _doubt(scene, asked.id)
        case _:
            _KINDS.get(asked.kind, _ONE).press(scene, asked, token.value)


def hear(scene: Scene, text: str) -> Heard:
    asked = scene.plan.question[scene.place[1]]
    if not experience.telling(scene, asked) and _more(scene, asked, text):
        return "done"
    heard = _KINDS.get(asked.kind, _ONE).hear(scene, asked, text)
    if heard != "unsure":
        return heard
    _doubt(scene, asked.id)
    return "done"


def _more(scene: Scene, asked: Question, text: str) -> bool:
    """Words about the answer before, or about more than was asked."""
    return corrected(scene, text) or stated.overheard(scene, asked, text)


def _doubt(scene: Scene, key: str) -> None:
    """They do not know yet: that is an answer."""
    asked = scene.plan.question[key]
    for fact in [box.fact for box in ticks.boxes_of(scene, asked)] or asked.facts:
        scene.doubt(fact)
    scene.draft(key)
    onward(scene, scene.voice.say("doubted"))


def has(scene: Scene, key: str) -> bool:
    return key in scene.plan.question


SCREEN = Screen(draw, press, hear, personal=True, checklist=True, has=has)
