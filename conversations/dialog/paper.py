"""One upload: what it is for, and taking it away again."""

from conversations.dialog.message import Choice
from conversations.dialog.paper_words import noticed, say, slot_name, upload_link
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, listen
from conversations.dialog.tokens import Token
from conversations.documents.paper import Paper, put
from conversations.documents.receipt import receipt
from conversations.documents.which_slot import which_slot

IS = "is."


def draw(scene: Scene, key: str) -> Frame:
    paper = scene.state.papers[key]
    parts = [say(scene, "which.ask", name=paper.name, receipt=receipt(paper.id))]
    if paper.slot in scene.plan.posting.slot:
        parts.append(say(scene, "which.now", slot=slot_name(scene, paper.slot)))
    parts += noticed(scene, paper)
    choices = (
        *(_choice(scene, key, slot.id) for slot in scene.plan.posting.slots),
        scene.choice("paper", "remove", key, "danger"),
        scene.link("docs"),
    )
    return Frame(f"paper:{key}", "\n\n".join(parts), choices, links=upload_link(scene))


def _choice(scene: Scene, key: str, slot: str) -> Choice:
    token = Token("paper", key, f"{IS}{slot}", scene.version)
    return Choice(slot_name(scene, slot), str(token))


def label(scene: Scene, token: Token) -> str:
    """The words on its buttons. Raises `KeyError` where there is no such button."""
    if token.value.startswith(IS):
        return slot_name(scene, token.value.removeprefix(IS))
    return scene.voice.label(token) if token.value else scene.state.papers[token.key].name


def press(scene: Scene, token: Token) -> None:
    paper = scene.state.papers[token.key]
    if token.value == "remove":
        del scene.state.papers[token.key]
        scene.audit.append("document_removed")
        scene.open("docs", notice=say(scene, "which.removed", name=paper.name))
    elif token.value.removeprefix(IS) in scene.plan.posting.slot:
        _sort(scene, paper, token.value.removeprefix(IS))
    else:
        again(scene, scene.voice.say("button.unknown"))


def _sort(scene: Scene, paper: Paper, slot: str) -> None:
    sorted_ = put(paper, slot)
    scene.state.papers[str(paper.id)] = sorted_
    notice = say(scene, "which.noted", name=paper.name, slot=slot_name(scene, slot))
    if sorted_.looks > paper.looks:
        notice += " " + say(scene, "filed.looking")
        scene.state.untold.append(paper.id)
    scene.open("docs", notice=notice)


def hear(scene: Scene, text: str) -> Heard:
    paper = scene.state.papers[scene.place[1]]
    if slot := which_slot(scene.plan.posting, text):
        _sort(scene, paper, slot)
        return "done"
    return listen(scene, text)


def has(scene: Scene, key: str) -> bool:
    return key in scene.state.papers


SCREEN = Screen(draw, press, hear, aside=True, personal=True, has=has, anytime=True, label=label)
