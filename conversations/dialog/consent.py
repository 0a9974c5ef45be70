"""What is asked, why, for how long, and whether the applicant agrees."""

from conversations.dialog.route import again, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted


def draw(scene: Scene, _key: str) -> Frame:
    voice = scene.voice
    asked = (key for question in scene.plan.posting.questions for key in question.facts)
    kinds = ", ".join(dict.fromkeys(voice.words.name(key) for key in asked))
    text = voice.say("consent.notice", kinds=kinds)
    agree = scene.choice("consent", "yes", style="primary")
    return Frame("consent", text, (agree, scene.choice("consent", "no")))


def press(scene: Scene, token: Token) -> None:
    if scene.state.consent:
        again(scene, scene.voice.say("consent.given"))
    elif token.value == "yes":
        _agree(scene)
    else:
        scene.audit.append("consent_declined")
        scene.open("declined")


def _agree(scene: Scene) -> None:
    scene.consented()
    scene.state.progress = "consented"
    scene.audit.append("consent_given")
    onward(scene, scene.voice.say("consent.thanks"))


def hear(scene: Scene, text: str) -> Heard:
    """A plain yes or no; anything else is no consent."""
    meaning = understand(Wanted("yesno"), text)
    if isinstance(meaning.value, bool):
        press(scene, Token("consent", "", "yes" if meaning.value else "no"))
        return "done"
    return heard_intent(meaning)


def draw_declined(scene: Scene, _key: str) -> Frame:
    links = (scene.link("consent", "primary"), scene.link("info"), scene.link("form"))
    text = f"{scene.voice.say('consent.declined')}\n\n{scene.voice.say('form_decides')}"
    return Frame("declined", text, links)


SCREEN = Screen(draw, press, hear)
DECLINED = Screen(draw_declined)
