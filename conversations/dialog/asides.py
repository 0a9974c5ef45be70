"""Screens that only tell something and lead back: pause, conventions, general information."""

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
        (scene.link("next", "primary"), scene.link("summary"), scene.link("reminders")),
    )


def draw_conventions(scene: Scene, _key: str) -> Frame:
    texts, posting = scene.voice.texts, scene.plan.posting
    parts = []
    for kind, names in (("conventions", posting.conventions), ("gaps", posting.gaps)):
        said: dict[str, str] = getattr(texts, kind)
        lines = "\n".join(f"- {said[name]}" for name in names)
        parts += [scene.voice.say(f"conventions.{kind}"), lines] if lines else []
    return Frame("conventions", "\n\n".join(parts), (scene.link("back", "primary"),))


def draw_info(scene: Scene, _key: str) -> Frame:
    """What the announcement asks of everybody, and its dates: nothing personal."""
    texts, posting = scene.voice.texts, scene.plan.posting
    asked = "\n".join(f"- {texts.requirements[r.id].title}" for r in posting.requirements)
    dates = "\n".join(f"- {texts.clauses[line.id]}" for line in posting.schedule)
    text = scene.voice.say("info", title=texts.title, asked=asked, dates=dates)
    return Frame("info", text, (scene.link("next", "primary"), scene.link("form")))


PAUSE = Screen(draw_pause, aside=True)
CONVENTIONS = Screen(draw_conventions, aside=True)
INFO = Screen(draw_info, aside=True)
