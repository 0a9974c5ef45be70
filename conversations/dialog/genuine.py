"""Is a code one of ours? Told with what stands behind it, whoever asks."""

from datetime import datetime

from conversations.dialog.genuineness import Genuine
from conversations.dialog.route import again, arrive
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.with_staff import ending


def told(scene: Scene, found: Genuine) -> None:
    """Says it, and shows again what was asked."""
    text = sentence(scene, found)
    if not scene.state.asked.screen:
        scene.say(Frame("checked", text))
        arrive(scene)
    elif scene.state.with_staff.since:
        scene.say(Frame("checked", text, (ending(scene),)))
    else:
        again(scene, text)


def sentence(scene: Scene, found: Genuine) -> str:
    """What is told of a code."""
    voice = scene.voice
    if not found.kind:
        news = voice.news
        return voice.say("staff_talk.check.unknown", code=found.code.upper(), news=news)
    at = voice.moment(datetime.fromisoformat(found.at))
    key = f"staff_talk.check.{found.kind}.{found.standing}"
    lines = [voice.say(key, at=at, by=found.by.upper(), code=found.code.upper())]
    if found.corrects:
        lines.append(voice.say("staff_talk.check.corrects", code=found.corrects.upper()))
    said = "\n".join(part for part in (found.title, found.says) if part)
    return "\n\n".join([*lines, voice.say("staff_talk.check.says", text=said)])
