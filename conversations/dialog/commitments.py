"""What the announcement asks everybody to accept: read, and acknowledged once."""

from conversations.dialog.route import again, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted


def draw(scene: Scene, _key: str) -> Frame:
    voice, posting = scene.voice, scene.plan.posting
    parts = [voice.say("commitments.intro"), _lines(scene, posting.commitments)]
    abilities = [name for name in posting.readiness if name not in posting.commitments]
    if abilities:
        parts += [voice.say("commitments.readiness"), _lines(scene, tuple(abilities))]
    if posting.provisions:
        parts += [voice.say("commitments.provisions"), _lines(scene, posting.provisions)]
    choices = (scene.choice("commitments", "yes", style="primary"), scene.link("pause"))
    return Frame("commitments", "\n\n".join([*parts, voice.say("commitments.ask")]), choices)


def _lines(scene: Scene, names: tuple[str, ...]) -> str:
    return "\n".join(f"- {scene.voice.texts.clauses[name]}" for name in names)


def press(scene: Scene, _token: Token) -> None:
    if not scene.state.consent:
        onward(scene, scene.voice.say("consent.first"))
        return
    if scene.state.acknowledged:
        again(scene, scene.voice.say("commitments.given"))
        return
    scene.acknowledged()
    scene.audit.append("commitments_acknowledged")
    onward(scene)


def hear(scene: Scene, text: str) -> Heard:
    meaning = understand(Wanted("yesno"), text)
    if meaning.value is True:
        press(scene, Token("commitments", "", "yes"))
        return "done"
    if meaning.value is False:
        return "later"
    return heard_intent(meaning)


SCREEN = Screen(draw, press, hear)
