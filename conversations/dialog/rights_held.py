"""Between the wish to be erased and the erasing nothing else is done with somebody's data."""

from collections.abc import Callable

from conversations.dialog import held_papers
from conversations.dialog.commands import command, leads
from conversations.dialog.event import (
    Coded,
    Edited,
    Filed,
    HoldEnded,
    LookedAt,
    Pressed,
    Said,
    Typed,
    Whose,
)
from conversations.dialog.filing import looked_at
from conversations.dialog.language import speak
from conversations.dialog.rights import keep
from conversations.dialog.scene import Scene
from conversations.dialog.tokens import read_token

_LANGUAGES = ("id", "en")
_OTHERS = {"people", "switch", "who", "other"}
"""Another person at the same address is not held up."""


def until_erased(scene: Scene, said: Said) -> bool:
    """Is the turn made? Every way in leads to the same screen; what ends by itself is noted in
    silence.
    """
    if isinstance(said, LookedAt):
        _noted(scene, lambda: looked_at(scene, said))
    elif isinstance(said, HoldEnded):
        _noted(scene, lambda: held_papers.ended(scene, said))
    elif isinstance(said, Whose) or leads(scene, said, _OTHERS, _OTHERS):
        return False
    else:
        if isinstance(said, Typed | Coded | Edited):
            scene.said(said.text)
        _go(scene, _wish(said), filed=isinstance(said, Filed))
    return True


def _wish(said: Said) -> str:
    """The place that they want to go to, as far as it has a name."""
    if isinstance(said, Typed):
        return command(said.text)
    token = read_token(said.token) if isinstance(said, Pressed) else None
    if token is None:
        return ""
    return token.value if token.screen in {"go", "erasing"} else ""


def _go(scene: Scene, wish: str, *, filed: bool) -> None:
    if wish == "keep":
        keep(scene)
    elif wish == "mydata":
        scene.open("mydata")
    elif wish in _LANGUAGES:
        speak(scene, wish)
    else:
        scene.open("erasing", notice=scene.voice.say("rights.erasing.file") if filed else "")


def _noted(scene: Scene, work: Callable[[], object]) -> None:
    asked = scene.state.asked
    work()
    scene.state.asked = asked
    scene.messages.clear()
