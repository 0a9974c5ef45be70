"""Identity and bank papers in a talk where they are not asked for: kept for a day, and used only by
consent.
"""

import re
from datetime import datetime, timedelta

from msgspec.structs import replace

from conversations.dialog.event import HoldEnded
from conversations.dialog.message import Choice
from conversations.dialog.paper_words import say, upload_link, when
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.documents.paper import Paper, anew

HELD_FOR = timedelta(hours=24)
_BANK = re.compile(r"\b(rekening|tabungan|bank book|bank account)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)|(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}")
"""A NIK, or an NPWP as it is written."""


def is_sensitive(scene: Scene, slot: str, *words: str) -> bool:
    """Is it, by its slot or by what it is called, a paper that is not asked for here?"""
    known = scene.plan.posting.slot.get(slot)
    return bool(known and known.identity) or any(_BANK.search(each) for each in words)


def hold(scene: Scene, paper: Paper) -> Paper:
    """The same paper, held; says why."""
    until = datetime.fromisoformat(paper.at) + HELD_FOR
    held = replace(paper, held=until.isoformat(), fields={}, settled=True)
    scene.state.papers[str(paper.id)] = held
    scene.state.untold = [each for each in scene.state.untold if each != paper.id]
    scene.audit.append("document_held")
    scene.say(_frame(scene, held))
    return held


def number_typed(scene: Scene, text: str) -> None:
    """Says that such a number is not needed here, where somebody writes one."""
    if not scene.can.identity_papers and _NUMBER.search(text):
        scene.say(Frame("held:number", say(scene, "held.number")))


def ended(scene: Scene, said: HoldEnded) -> None:
    """Nobody agreed: it goes."""
    paper = scene.state.papers.get(str(said.document))
    if paper is not None and paper.held:
        del scene.state.papers[str(paper.id)]
        scene.audit.append("document_hold_ended")
        scene.say(Frame("held:ended", say(scene, "held.ended", name=paper.name)))


def draw(scene: Scene, key: str) -> Frame:
    return _frame(scene, scene.state.papers[key])


def press(scene: Scene, token: Token) -> None:
    paper = scene.state.papers[token.key]
    if token.value == "use":
        _use(scene, paper)
    else:
        del scene.state.papers[token.key]
        scene.audit.append("document_removed")
        scene.open("docs", notice=say(scene, "which.removed", name=paper.name))


def _use(scene: Scene, paper: Paper) -> None:
    used = replace(paper, held="", settled=False, chat=False)
    scene.state.papers[str(paper.id)] = used if used.state == "waiting" else anew(used)
    scene.state.untold.append(paper.id)
    scene.audit.append("document_hold_agreed")
    scene.open("docs", notice=say(scene, "held.used", name=paper.name))


def _frame(scene: Scene, paper: Paper) -> Frame:
    key = str(paper.id)
    choices = tuple(
        Choice(say(scene, f"held.buttons.{value}"), str(Token("held", key, value)))
        for value in ("use", "remove")
    )
    told = say(scene, "held.told", name=paper.name, until=when(scene, paper.held))
    return Frame(f"held:{key}", told, choices, links=upload_link(scene))


def label(scene: Scene, token: Token) -> str:
    """The words on its buttons. Raises `KeyError` where there is no such button."""
    return say(scene, f"held.buttons.{token.value}") if token.value else say(scene, "held.title")


def has(scene: Scene, key: str) -> bool:
    return key in scene.state.papers and bool(scene.state.papers[key].held)


SCREEN = Screen(draw, press, aside=True, personal=True, has=has, anytime=True, label=label)
