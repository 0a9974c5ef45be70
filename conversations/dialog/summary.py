"""All answers so far, each with a button to change it."""

from conversations.dialog.join_people import whose
from conversations.dialog.known import answered
from conversations.dialog.message import Choice
from conversations.dialog.said import said
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token


def draw(scene: Scene, _key: str) -> Frame:
    voice = scene.voice
    known = [q for q in scene.plan.questions if answered(q, scene.state.facts)]
    lines = "\n".join(f"- {voice.questions[q.id].short}: {said(scene, q)}" for q in known)
    text = voice.say("summary.some", lines=lines) if known else voice.say("summary.none")
    changes = (Choice(voice.questions[q.id].short, str(Token("q", q.id))) for q in known)
    choices = (scene.link("next", "primary"), *changes, scene.link("mydata"))
    return Frame("summary", "\n\n".join([*whose(scene), text]), choices)


SCREEN = Screen(draw, aside=True, personal=True, checklist=True)
