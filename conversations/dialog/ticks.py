"""Several yes/no facts on one screen. An empty box is never a no by itself."""

from conversations.dialog.boxes import Boxes, read_boxes
from conversations.dialog.known import answered
from conversations.dialog.message import Tick
from conversations.dialog.question import present
from conversations.dialog.route import again, onward
from conversations.dialog.said import said
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, heard_intent
from conversations.dialog.tokens import written
from conversations.dialog.understood import understand
from conversations.eligibility.wording import sentence
from conversations.posting.model import POSITION, Item, Question
from conversations.understanding.meaning import Wanted

_ENDS = ("-rest_no", "-rest_unsure", "-help")


def draw(scene: Scene, asked: Question) -> Frame:
    labels, on = scene.voice.questions[asked.id].items, ticked(scene, asked)
    boxes = tuple(
        [
            Tick(labels[item.id], _token(scene, asked, item, on=item.id in on), item.id in on)
            for item in boxes_of(scene, asked)
        ]
    )
    ends = tuple(scene.choice("q", value, asked.id) for value in _ENDS)
    if answered(asked, scene.state.facts):
        ends = (*ends, scene.choice("q", "-keep", asked.id))
    return Frame(
        f"question:{asked.id}", _text(scene, asked), ends, boxes,
    )  # fmt: skip


def _text(scene: Scene, asked: Question) -> str:
    """The question, and what a tick and an empty box mean."""
    ask = scene.voice.questions[asked.id].ask
    return f"{ask} {scene.voice.say('ticks')}{present(scene, asked)}"


def boxes_of(scene: Scene, asked: Question) -> tuple[Item, ...]:
    """The boxes that are shown: those that the position needs."""
    position = scene.state.facts.get(POSITION)
    return scene.plan.boxes(asked, position.value if position else None)


def _token(scene: Scene, asked: Question, item: Item, *, on: bool) -> str:
    """The press says what the box becomes, so that pressing twice changes nothing more."""
    return written("q", asked.id, f"{'off' if on else 'on'}.{item.id}", scene.version)


def ticked(scene: Scene, asked: Question) -> list[str]:
    """Ids of the boxes that are on: as begun, else as known."""
    begun = scene.state.asked.draft.get(asked.id)
    if isinstance(begun, list):
        return [str(name) for name in begun]
    facts = scene.state.facts
    return [i.id for i in asked.items if i.fact in facts and facts[i.fact].value == i.yes]


def press(scene: Scene, asked: Question, value: str) -> None:
    word, _, name = value.partition(".")
    if value in {"-rest_no", "-rest_unsure"}:
        settle(scene, asked, value.removeprefix("-rest_"))
    elif word in {"on", "off"} and name in {item.id for item in boxes_of(scene, asked)}:
        kept = [other for other in ticked(scene, asked) if other != name]
        scene.draft(asked.id, [*kept, name] if word == "on" else kept)
        scene.redraw()
    else:
        again(scene, scene.voice.say("button.unknown"))


def settle(scene: Scene, asked: Question, rest: str, *, told: bool = False) -> None:
    """The boxes that are on hold; the rest does not, or is not known. `told`: read it back."""
    on = set(ticked(scene, asked))
    for item in boxes_of(scene, asked):
        if item.id in on:
            scene.know(item.fact, item.yes)
        elif rest == "unsure":
            scene.doubt(item.fact)
        else:
            scene.know(item.fact, item.no)
    scene.draft(asked.id)
    value = sentence(said(scene, asked))
    onward(scene, scene.voice.say("noted_ticks", value=value) if told else "")


def hear(scene: Scene, asked: Question, text: str) -> Heard:
    labels = scene.voice.questions[asked.id].items
    boxes = read_boxes([labels[item.id] for item in boxes_of(scene, asked)], text)
    if boxes:
        _heard(scene, asked, boxes)
        return "done"
    return heard_intent(understand(scene, Wanted("choice"), text))


def _heard(scene: Scene, asked: Question, boxes: Boxes) -> None:
    if boxes.on is not None:
        shown = boxes_of(scene, asked)
        scene.draft(asked.id, [shown[at].id for at in boxes.on])
    if boxes.rest:
        settle(scene, asked, boxes.rest, told=True)
    else:
        again(scene, scene.voice.say("ticked"))
