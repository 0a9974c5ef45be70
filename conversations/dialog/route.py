"""Where the talk goes from here."""

from conversations.dialog import greeting
from conversations.dialog.known import before, pending
from conversations.dialog.scene import Scene


def arrive(scene: Scene, language: str = "") -> None:
    """Somebody came, for the first time or again."""
    state = scene.state
    if not state.progress:
        if language in scene.house.voices:
            state.language = language
        state.progress = "greeted"
    if not state.consent:
        scene.say(greeting.draw(scene))
        scene.open("consent")
    else:
        go_on = onward if scene.place[0] == "pause" else again
        go_on(scene, scene.voice.say(f"welcome_back.{scene.phase}"))


def onward(scene: Scene, notice: str = "") -> None:
    """To what is still missing, in its order, and at last to the verdict."""
    name, key = _next(scene)
    scene.open(name, key, notice)


def _next(scene: Scene) -> tuple[str, str]:
    state = scene.state
    if not state.consent:
        return "consent", ""
    if not state.acknowledged and scene.plan.posting.commitments:
        return "commitments", ""
    question = pending(scene.plan, scene.known)
    return ("q", question.id) if question else ("verdict", "")


def again(scene: Scene, notice: str) -> None:
    """The screen that was shown last, under a sentence."""
    if gone(scene, *scene.place):
        onward(scene, notice)
    else:
        scene.open(*scene.place, notice, short=True)


def gone(scene: Scene, name: str, key: str) -> bool:
    """Was what the state names taken out of the posting, or never there?"""
    screen = scene.house.screens.get(name)
    return screen is None or bool(screen.has and not screen.has(scene, key))


def back(scene: Scene) -> None:
    """From an aside to where the talk was; else to the answer before."""
    name, _, key = scene.state.asked.back_to.partition(":")
    if name and gone(scene, name, key):
        onward(scene)
    elif name:
        scene.open(name, key)
    else:
        _earlier(scene)


def _earlier(scene: Scene) -> None:
    name, key = scene.place
    question = before(scene.plan, scene.known, key if name == "q" else "")
    if question and name in {"q", "verdict"}:
        scene.open("q", question.id)
    else:
        again(scene, scene.voice.say("first"))


def aid(scene: Scene) -> None:
    """What can be written here, and what the question means."""
    name, key = scene.place
    voice = scene.voice
    meant = f"{voice.questions[key].help}\n\n" if name == "q" else ""
    again(scene, meant + voice.say("help"))
