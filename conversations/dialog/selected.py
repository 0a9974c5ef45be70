"""Saying that one comes, and the papers behind the final choice. What is known of it here is what
was told to this person in this talk, and nothing else.
"""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.boxes import read_boxes
from conversations.dialog.message import Choice, Tick
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, listen
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
    known = dict(papers_of(scene.voice.words))
    if word not in {"on", "off"} or name not in known or not invited.chosen:
        again(scene, scene.voice.say("button.unknown"))
        return
    _ready(scene, {*invited.ready, name} if word == "on" else {*invited.ready} - {name})
    scene.redraw()


def hear(scene: Scene, text: str) -> Heard:
    """`1,3` are the papers that are ready, and no others."""
    papers = papers_of(scene.voice.words) if scene.state.invited.chosen else ()
    boxes = read_boxes([name for _, name in papers], text) if papers else None
    if boxes is None or boxes.on is None:
        return listen(scene, text)
    _ready(scene, {papers[at][0] for at in boxes.on})
    again(scene, "")
    return "done"


def _ready(scene: Scene, held: set[str]) -> None:
    """In the order of the announcement."""
    ready = tuple(paper for paper, _ in papers_of(scene.voice.words) if paper in held)
    scene.state.invited = replace(scene.state.invited, ready=ready)


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


SCREEN = Screen(draw, press, hear, aside=True, personal=True, label=label)
