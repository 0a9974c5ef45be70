"""The language of the talk, to be changed at any time."""

from conversations.dialog.message import Choice
from conversations.dialog.route import again, back
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token


def draw(scene: Scene, _key: str) -> Frame:
    choices = tuple(_choice(scene, name) for name in scene.house.voices)
    return Frame("language", scene.voice.say("language.ask"), choices)


def _choice(scene: Scene, name: str) -> Choice:
    return scene.choice("language", name)


def press(scene: Scene, token: Token) -> None:
    speak(scene, token.value)


def speak(scene: Scene, language: str) -> None:
    """Changes the language and shows the present screen in it."""
    if language in scene.house.voices:
        scene.state.language = language
    if scene.place[0] == "language":
        back(scene)
    else:
        again(scene, scene.voice.say("language.done"))


SCREEN = Screen(draw, press, aside=True)
