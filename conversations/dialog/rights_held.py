"""Between the wish to be erased and the erasing nothing else is done with somebody's data."""

from conversations.dialog.commands import command
from conversations.dialog.event import Coded, Edited, Filed, LookedAt, Pressed, Said, Typed
from conversations.dialog.filing import looked_at
from conversations.dialog.language import speak
from conversations.dialog.rights import keep
from conversations.dialog.scene import Scene
from conversations.dialog.tokens import read_token

_LANGUAGES = ("id", "en")


def until_erased(scene: Scene, said: Said) -> None:
    """Every way in leads to the same screen; what was being looked at is noted in silence."""
    if isinstance(said, LookedAt):
        _noted(scene, said)
        return
    if isinstance(said, Typed | Coded | Edited):
        scene.said(said.text)
    _go(scene, _wish(said), isinstance(said, Filed))


def _wish(said: Said) -> str:
    """The place that they want to go to, as far as it has a name."""
    if isinstance(said, Typed):
        return command(said.text)
    token = read_token(said.token) if isinstance(said, Pressed) else None
    if token is None:
        return ""
    return token.value if token.screen in {"go", "erasing"} else ""


def _go(scene: Scene, wish: str, filed: bool) -> None:  # noqa: FBT001 - the one thing it says
    if wish == "keep":
        keep(scene)
    elif wish == "mydata":
        scene.open("mydata")
    elif wish in _LANGUAGES:
        speak(scene, wish)
    else:
        scene.open("erasing", notice=scene.voice.say("rights.erasing.file") if filed else "")


def _noted(scene: Scene, said: LookedAt) -> None:
    asked = scene.state.asked
    looked_at(scene, said)
    scene.state.asked = asked
    scene.messages.clear()
