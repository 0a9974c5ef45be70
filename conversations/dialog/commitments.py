"""What the announcement asks everybody to accept: read, and acknowledged once."""

from conversations.dialog.route import onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted


def draw(scene: Scene, _key: str) -> Frame:
    voice, posting = scene.voice, scene.plan.posting
    abilities = tuple(name for name in posting.readiness if name not in posting.commitments)
    kinds = {"intro": posting.commitments, "readiness": abilities, "provisions": posting.provisions}
    parts = []
    for kind, names in kinds.items():
        lines = "\n".join(f"- {voice.texts.clauses[name]}" for name in names)
        parts += [voice.say(f"commitments.{kind}"), lines] if lines else []
    choices = (scene.choice("commitments", "yes", style="primary"), scene.link("pause"))
    return Frame("commitments", "\n\n".join([*parts, voice.say("commitments.ask")]), choices)


def press(scene: Scene, _token: Token) -> None:
    scene.acknowledged()
    scene.audit.append("commitments_acknowledged")
    onward(scene)


def hear(scene: Scene, text: str) -> Heard:
    meaning = understand(scene, Wanted("yesno"), text)
    if meaning.value is True:
        press(scene, Token("commitments", "", "yes"))
        return "done"
    if meaning.value is False:
        return "later"
    return heard_intent(meaning)


SCREEN = Screen(draw, press, hear)
