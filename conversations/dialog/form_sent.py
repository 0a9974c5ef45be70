"""The official form was sent: said by the applicant, with its number where there is one."""

from conversations.dialog.paper_words import say, when
from conversations.dialog.route import back
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted

LONGEST_NUMBER, MOST_WORDS = 60, 5


def draw(scene: Scene, _key: str) -> Frame:
    choices = (scene.choice("sent", "yes", style="primary"), scene.choice("sent", "no"))
    if scene.phase == "early":
        opens = scene.voice.moment(scene.plan.posting.opens_at)
        return Frame("sent", say(scene, "sent.early", opens=opens), (scene.link("back"),))
    return Frame("sent", say(scene, "sent.ask"), (*choices, scene.link("back")))


def press(scene: Scene, token: Token) -> None:
    if token.value == "yes":
        confirm(scene)
    else:
        scene.state.form_sent = scene.state.form_number = ""
        _home(scene, say(scene, "sent.undone"))


def confirm(scene: Scene, number: str = "") -> None:
    """Notes that it was sent, now."""
    scene.state.form_sent = scene.stamp()
    scene.state.form_number = number[:LONGEST_NUMBER]
    scene.audit.append("form_sent")
    _home(scene, say(scene, "sent.done", at=when(scene, scene.state.form_sent)))


def _home(scene: Scene, notice: str) -> None:
    """Back to where the talk was, under what was noted."""
    scene.say(Frame("sent:noted", notice))
    back(scene)


def hear(scene: Scene, text: str) -> Heard:
    """A number, or a plain yes or no."""
    if scene.phase == "early":
        return heard_intent(understand(scene, Wanted("yesno"), text))
    if any(sign.isdecimal() for sign in text) and len(text.split()) <= MOST_WORDS:
        confirm(scene, " ".join(text.split()))
        return "done"
    meaning = understand(scene, Wanted("yesno"), text)
    if isinstance(meaning.value, bool):
        press(scene, Token("sent", "", "yes" if meaning.value else "no"))
        return "done"
    return heard_intent(meaning)


SCREEN = Screen(draw, press, hear, aside=True, personal=True)
