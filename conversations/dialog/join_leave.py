"""Taking an address off the case, after it was asked for; the rest goes on."""

from conversations.dialog.join import say
from conversations.dialog.join_kept import Wish
from conversations.dialog.join_rest import rested
from conversations.dialog.route import back, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted


def wish(scene: Scene) -> None:
    """Whether there is another address is not known here."""
    scene.wish = Wish("ask_leave")


def asked(scene: Scene, *, last: bool) -> None:
    """The question, or why the last address cannot be left this way."""
    if last:
        scene.open(*(scene.place if scene.place[0] else ("consent", "")), say(scene, "leave.last"))
    else:
        scene.open("leave")


def draw(scene: Scene, _key: str) -> Frame:
    sure = scene.choice("leave", "yes", style="danger")
    return Frame("leave", say(scene, "leave.ask"), (sure, scene.choice("leave", "no")))


def draw_others(scene: Scene, _key: str) -> Frame:
    sure = scene.choice("leave_others", "yes", style="danger")
    choices = (sure, scene.choice("leave_others", "no"))
    return Frame("leave_others", say(scene, "leave.others"), choices)


def press(scene: Scene, token: Token) -> None:
    if token.value != "yes":
        back(scene)
    else:
        scene.wish = Wish("leave_others" if token.screen == "leave_others" else "leave")


def hear(scene: Scene, text: str) -> Heard:
    meaning = understand(scene, Wanted("yesno"), text)
    if meaning.value is None:
        return "back" if meaning.intent == "cancel" else heard_intent(meaning)
    press(scene, Token(scene.place[0], "", "yes" if meaning.value else "no"))
    return "done"


def left_others(scene: Scene, count: int) -> None:
    """What became of all the others."""
    if count:
        scene.audit.append("address_left")
    onward(scene, say(scene, "leave.others_done" if count else "leave.others_none"))


def left(scene: Scene) -> None:
    """The last that is said here."""
    scene.say(Frame("leave:done", say(scene, "leave.done")))
    scene.state = rested(scene.state)
    scene.audit.append("address_left")


SCREEN = Screen(draw, press, hear, aside=True)
OTHERS = Screen(draw_others, press, hear, aside=True)
