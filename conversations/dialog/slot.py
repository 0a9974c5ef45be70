"""One kind of upload: what it proves, what often goes wrong, what is there."""

from conversations.dialog.message import Choice, Link
from conversations.dialog.paper_words import noticed, say, slot_name, upload_link, when
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.documents.names import short_name
from conversations.documents.paper import Paper, of_slot
from conversations.documents.receipt import receipt
from conversations.posting.model import Slot


def draw(scene: Scene, key: str) -> Frame:
    slot, papers = scene.plan.posting.slot[key], of_slot(scene.state.papers, key)
    texts = scene.voice.texts.slots[key]
    parts = [f"*{texts.name}*", _purpose(scene, slot), texts.tip, _accepts(scene, slot)]
    parts += [_general(scene, texts.mistakes, texts.lead), _there(scene, papers)]
    if scene.phase != "closed":
        parts.append(_send(scene, slot, papers))
    choices = (scene.link("docs", "primary"), *_papers(papers), scene.link("back"))
    text = "\n\n".join(part for part in parts if part)
    links = (*_example(scene, key), *upload_link(scene)) if scene.phase != "closed" else ()
    return Frame(f"slot:{key}", text, choices, links=links)


def _example(scene: Scene, key: str) -> tuple[Link, ...]:
    """To the drawing of a good one, where the posting has one."""
    if key not in scene.house.edition.examples:
        return ()
    return (Link(say(scene, "links.example", slot=slot_name(scene, key)), "example", of=key),)


def _purpose(scene: Scene, slot: Slot) -> str:
    """What it proves, or that the posting does not say."""
    if slot.proves is None:
        return say(scene, "slot.unsaid")
    if not slot.proves:
        return say(scene, "slot.beside") if slot.need == "mandatory" else ""
    titles = (scene.voice.texts.requirements[name].title for name in slot.proves)
    return say(scene, "slot.proves", titles=", ".join(titles))


def _accepts(scene: Scene, slot: Slot) -> str:
    kind = slot.accepts[0] if len(slot.accepts) == 1 else "both"
    size = say(scene, "size", most=scene.house.most_mb)
    return f"{say(scene, f'slot.accepts.{kind}')} {size}"


def _general(scene: Scene, mistakes: str, lead: str) -> str:
    told = [say(scene, "slot.mistakes", mistakes=mistakes)] if mistakes else []
    return " ".join([*told, say(scene, "slot.lead", lead=lead)] if lead else told)


def _there(scene: Scene, papers: tuple[Paper, ...]) -> str:
    lines = "\n".join(f"- {_line(scene, paper)}" for paper in papers)
    return say(scene, "slot.papers", lines=lines) if lines else ""


def _line(scene: Scene, paper: Paper) -> str:
    notes = "".join(f". {note}" for note in noticed(scene, paper))
    number, at = receipt(paper.id), when(scene, paper.at)
    return say(scene, "slot.line", name=paper.name, receipt=number, at=at, notes=notes)


def _send(scene: Scene, slot: Slot, papers: tuple[Paper, ...]) -> str:
    if slot.identity and not scene.can.identity_papers:
        return say(scene, "slot.by_page")
    if not papers:
        return say(scene, "slot.send")
    return say(scene, "slot.add" if slot.many else "slot.replace")


def _papers(papers: tuple[Paper, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(short_name(paper.name), str(Token("paper", str(paper.id)))) for paper in papers
    )


def label(scene: Scene, token: Token) -> str:
    """It opens by its name. Raises `KeyError` where there is no such button."""
    return scene.voice.label(token) if token.value else slot_name(scene, token.key)


def has(scene: Scene, key: str) -> bool:
    return key in scene.plan.posting.slot


SCREEN = Screen(draw, aside=True, personal=True, has=has, label=label)
