"""Screens that only tell something and lead back: pause, conventions, general information."""

from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen


def draw_pause(scene: Scene, _key: str) -> Frame:
    when = scene.voice.moment(scene.plan.posting.closes_at)
    text = scene.voice.say(f"pause.{scene.phase}", closes=when)
    return Frame("pause", text, (scene.link("next", "primary"), scene.link("summary")))


def draw_conventions(scene: Scene, _key: str) -> Frame:
    texts, posting = scene.voice.texts, scene.plan.posting
    parts = [scene.voice.say("conventions.intro")]
    parts.append("\n".join(f"- {texts.conventions[name]}" for name in posting.conventions))
    if posting.gaps:
        parts.append(scene.voice.say("conventions.gaps"))
        parts.append("\n".join(f"- {texts.gaps[name]}" for name in posting.gaps))
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
