"""A screen that asks *are you sure?* before something that cannot be taken back."""

from collections.abc import Callable

from conversations.dialog.route import back
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted


def confirming(name: str, act: Callable[[Scene], None], *, personal: bool = False) -> Screen:
    """Asks `<name>.ask`; yes does `act`, no and cancel go back."""

    def draw(scene: Scene, _key: str) -> Frame:
        sure = scene.choice(name, "yes", style="danger")
        return Frame(name, scene.voice.say(f"{name}.ask"), (sure, scene.choice(name, "no")))

    def press(scene: Scene, token: Token) -> None:
        if token.value == "yes":
            act(scene)
        else:
            back(scene)

    def hear(scene: Scene, text: str) -> Heard:
        meaning = understand(scene, Wanted("yesno"), text)
        if meaning.value is None:
            return "back" if meaning.intent == "cancel" else heard_intent(meaning)
        press(scene, Token(name, "", "yes" if meaning.value else "no"))
        return "done"

    return Screen(draw, press, hear, aside=True, personal=personal)
