"""Screens that only tell something and lead back: pause, conventions."""

from conversations.dialog.paper_words import status
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen


def draw_pause(scene: Scene, _key: str) -> Frame:
    when = scene.voice.moment(scene.plan.posting.closes_at)
    text = scene.voice.say(f"pause.{scene.phase}", closes=when)
    end = f"{status(scene)}\n\n{scene.voice.say('form_decides')}"
    return Frame(
        "pause",
        f"{text}\n\n{end}",
        (
            scene.link("next", "primary"),
            scene.link("summary"),
            scene.link("reminders"),
            scene.link("staff"),
        ),
    )


def draw_conventions(scene: Scene, _key: str) -> Frame:
    texts, posting = scene.voice.texts, scene.plan.posting
    parts = []
    for kind, names in (("conventions", posting.conventions), ("gaps", posting.gaps)):
        said: dict[str, str] = getattr(texts, kind)
        lines = "\n".join(f"- {said[name]}" for name in names)
        parts += [scene.voice.say(f"conventions.{kind}"), lines] if lines else []
    return Frame("conventions", "\n\n".join(parts), (scene.link("back", "primary"),))


PAUSE = Screen(draw_pause, aside=True)
CONVENTIONS = Screen(draw_conventions, aside=True)
