"""Saying that one comes, and the papers behind the final choice. What is known of it here is what
was told to this person in this talk, and nothing else.
"""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.message import Choice, Tick
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.selection.telling import papers_of, stage_name


def attend(scene: Scene) -> None:
    """They say that they come to what they are invited to."""
    invited = scene.state.invited
    if not invited.at or datetime.fromisoformat(invited.at) <= scene.now:
        again(scene, _say(scene, "coming.none", news=scene.voice.news))
        return
    key = "coming.again" if invited.coming else "coming.noted"
    if not invited.coming:
        scene.state.invited = replace(invited, coming=scene.stamp())
        scene.audit.append("attendance_confirmed")
    stage = stage_name(scene.voice.words, invited.stage)
    at = scene.voice.moment(datetime.fromisoformat(invited.at))
    again(scene, _say(scene, key, stage=stage, at=at, place=invited.place))


def draw(scene: Scene, _key: str) -> Frame:
    if not scene.state.invited.chosen:
        return Frame("papers", _say(scene, "papers.none", news=scene.voice.news), _ways(scene))
    ready, papers = scene.state.invited.ready, papers_of(scene.voice.words)
    title = _say(scene, "papers.title", title=scene.voice.texts.title)
    count = _say(scene, "papers.count", ready=len(ready), all=len(papers))
    boxes = tuple(_box(scene, name, label, on=name in ready) for name, label in papers)
    return Frame("papers", f"{title}\n\n{count}", _ways(scene), boxes)


def press(scene: Scene, token: Token) -> None:
    word, _, name = token.value.partition(".")
    invited = scene.state.invited
    known = [paper for paper, _ in papers_of(scene.voice.words)]
    if word not in {"on", "off"} or name not in known or not invited.chosen:
        again(scene, scene.voice.say("button.unknown"))
        return
    held = {*invited.ready, name} if word == "on" else set(invited.ready) - {name}
    scene.state.invited = replace(invited, ready=tuple(p for p in known if p in held))
    scene.redraw()


def label(scene: Scene, token: Token) -> str:
    """A box says nothing when it is pressed. Raises `KeyError` for what is none."""
    word, _, name = token.value.partition(".")
    if word not in {"on", "off"} or name not in dict(papers_of(scene.voice.words)):
        raise KeyError(token.value)
    return ""


def _box(scene: Scene, name: str, text: str, *, on: bool) -> Tick:
    token = Token("papers", "", f"{'off' if on else 'on'}.{name}", scene.version)
    return Tick(text, str(token), on=on)


def _ways(scene: Scene) -> tuple[Choice, ...]:
    return (scene.link("next"),)


def _say(scene: Scene, key: str, **values: object) -> str:
    return scene.voice.say(f"results.{key}", **values)


SCREEN = Screen(draw, press, aside=True, personal=True, label=label)
