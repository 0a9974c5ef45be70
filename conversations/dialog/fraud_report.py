"""An attempted scam is reported: staff see that there was one, and the words that are added."""

from conversations.dialog.route import back
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.dialog.with_staff_state import ForStaff
from conversations.understanding.meaning import Wanted

LONGEST = 2000
FEWEST_WORDS = 3
"""Fewer tell nothing: they are taken for what they mean here."""


def report(scene: Scene) -> None:
    """Noted at once, so that nothing more is needed."""
    scene.audit.append("fraud_reported")
    scene.for_staff.append(ForStaff("fraud"))
    scene.open("fraud")


def draw(scene: Scene, _key: str) -> Frame:
    text = f"{scene.voice.say('own.fraud')}\n\n{scene.voice.say('staff_talk.fraud.ask')}"
    return Frame("fraud", text, (scene.choice("fraud", "none", style="primary"),))


def press(scene: Scene, _token: Token) -> None:
    back(scene)


def hear(scene: Scene, text: str) -> Heard:
    """Their words go to staff, sealed; a plain no adds none."""
    if len(text.split()) < FEWEST_WORDS:
        meaning = understand(scene, Wanted("yesno"), text)
        refused = meaning.value is False or meaning.intent == "cancel"
        return "back" if refused else heard_intent(meaning)
    scene.for_staff.append(ForStaff("fraud", words=text[:LONGEST]))
    scene.say(Frame("fraud:noted", scene.voice.say("staff_talk.fraud.noted")))
    back(scene)
    return "done"


SCREEN = Screen(draw, press, hear, aside=True)
