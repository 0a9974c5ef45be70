"""What looks at papers found, said once for all that were sent at once."""

from collections.abc import Sequence

from conversations.dialog.message import Choice
from conversations.dialog.offered import offers
from conversations.dialog.paper_words import (
    found,
    noticed,
    said_facts,
    say,
    slot_name,
    status,
)
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.tokens import Token
from conversations.documents.checklist import checklist, next_line
from conversations.documents.names import short_name
from conversations.documents.paper import FORM, Paper
from conversations.documents.same_person import BESIDE, SAID

CALM = {"docs", "slot", "paper", "kit", "verdict"}
"""Screens over which the question what a file is may be opened: nobody is in the middle of one."""


def tell(scene: Scene, last: Paper) -> Sequence[Paper]:
    """Speaks of papers that were looked at, where there is something to say by now; of which."""
    ready = _ready(scene, last)
    if not ready:
        return ()
    told = {paper.id for paper in ready}
    scene.state.untold = [each for each in scene.state.untold if each not in told]
    unclear = [paper for paper in ready if not paper.slot and paper.usable]
    if unclear and scene.place[0] in CALM:
        scene.say(Frame("looked", _text(scene, ready)))
        scene.open("paper", str(unclear[0].id))
    else:
        choices = (*_choices(scene, ready), scene.link("docs"))
        scene.say(Frame("looked", _text(scene, ready), choices))
    return ready


def _ready(scene: Scene, last: Paper) -> list[Paper]:
    """All, once nothing is being looked at any more; before, those of its batch to attend to."""
    papers = scene.state.papers
    untold = [papers[str(each)] for each in scene.state.untold if str(each) in papers]
    if all(paper.state != "waiting" for paper in untold):
        return untold
    batch = [p for p in untold if p.id == last.id or (last.batch and p.batch == last.batch)]
    if any(paper.state == "waiting" for paper in batch):
        return []
    return [paper for paper in batch if _attend(scene, paper)]


def _attend(scene: Scene, paper: Paper) -> bool:
    return not paper.slot or bool(found(scene, paper))


def _text(scene: Scene, papers: Sequence[Paper]) -> str:
    shown = [*papers, *_touched(scene, papers)]
    lines = "\n".join(f"- {_line(scene, paper)}" for paper in shown)
    parts = [f"{say(scene, 'looked.title')}\n{lines}", say(scene, "looked.no_decision")]
    line = next_line(checklist(scene.plan.posting, scene.state.papers, said_facts(scene)))
    if line and scene.phase != "closed":
        name = slot_name(scene, line.slot.id)
        parts.append(say(scene, f"docs.next.{line.standing}", slot=name))
    return "\n\n".join([*parts, status(scene)])


def _touched(scene: Scene, papers: Sequence[Paper]) -> list[Paper]:
    """Earlier papers that differ from one of these."""
    told, slots = {paper.id for paper in papers}, {paper.slot for paper in papers}
    others = [paper for key, paper in scene.state.papers.items() if int(key) not in told]
    return [
        paper
        for paper in others
        if any(f.code in BESIDE and f.detail in slots for f in found(scene, paper))
    ]


def _line(scene: Scene, paper: Paper) -> str:
    """What was found, and that its contents told what it is."""
    line = _outcome(scene, paper)
    return f"{line} {say(scene, 'looked.recognised', name=paper.name)}" if paper.guessed else line


def _outcome(scene: Scene, paper: Paper) -> str:
    if paper.state == "unreadable":
        return say(scene, "looked.by_person", name=paper.name)
    asking = any(offer.said is not None for offer in offers(scene, paper))
    notes = " ".join(noticed(scene, paper, but=SAID if asking else ""))
    if not paper.slot or paper.slot == FORM:
        key = "looked.unknown" if notes else "looked.unclear"
        if paper.slot == FORM:
            return f"*{paper.name}*" if not notes else say(scene, key, name=paper.name, notes=notes)
        return say(scene, key, name=paper.name, notes=notes)
    slot = slot_name(scene, paper.slot)
    if notes:
        return say(scene, "looked.noted", slot=slot, notes=notes)
    how = ", ".join(say(scene, f"mended.{each}") for each in paper.mended)
    return say(scene, "looked.mended" if how else "looked.fine", slot=slot, how=how)


def _choices(scene: Scene, papers: Sequence[Paper]) -> tuple[Choice, ...]:
    """One for each paper that wants attention."""
    wanting = [paper for paper in papers if _attend(scene, paper) and paper.slot != FORM]
    guessed = (
        Choice(short_name(p.name), str(Token("paper", str(p.id)))) for p in papers if p.guessed
    )
    return (
        *guessed,
        *(
            Choice(slot_name(scene, paper.slot), str(Token("slot", paper.slot)))
            if paper.slot
            else Choice(short_name(paper.name), str(Token("paper", str(paper.id))))
            for paper in wanting
        ),
    )
