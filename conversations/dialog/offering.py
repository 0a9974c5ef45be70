"""Brings up what was read from papers, without taking the place of a question that is open."""

from collections.abc import Iterable

from conversations.dialog import read_back
from conversations.dialog.message import Choice
from conversations.dialog.offered import offers
from conversations.dialog.paper_words import say, slot_name
from conversations.dialog.scene import Scene
from conversations.dialog.tokens import Token
from conversations.documents.paper import Paper, in_order

IDLE = {"docs", "slot", "kit", "verdict", "pause"}
"""Screens over which it may be asked; elsewhere it is shown, and its buttons hold all the same."""


def offer(scene: Scene, papers: Iterable[Paper]) -> None:
    """Asks whether what was read from these is right."""
    for paper in papers:
        if not offers(scene, paper):
            continue
        if scene.place[0] in IDLE:
            scene.open("read", str(paper.id))
        else:
            scene.say(read_back.draw(scene, str(paper.id)))


def unconfirmed(scene: Scene) -> list[Paper]:
    """Papers of which something is still to be confirmed."""
    return [paper for paper in in_order(scene.state.papers.values()) if offers(scene, paper)]


def to_confirm(scene: Scene, paper: Paper) -> Choice:
    slot = slot_name(scene, paper.slot)
    return Choice(say(scene, "read.open", slot=slot), str(Token("read", str(paper.id))))
