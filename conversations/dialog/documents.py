"""The uploads at a glance: what is there, what is doubtful and why, what is missing, what next."""

from conversations.dialog.contact_shown import unreached
from conversations.dialog.join_people import whose
from conversations.dialog.message import Card, Choice, Mark
from conversations.dialog.offering import to_confirm, unconfirmed
from conversations.dialog.paper_words import (
    link_until,
    said_facts,
    say,
    sentence,
    slot_name,
    status,
    upload_link,
    when,
)
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.documents.checklist import Line, Standing, checklist, next_line, unsorted
from conversations.documents.names import short_name
from conversations.documents.receipt import receipt

_MARKS: dict[Standing, Mark] = {
    "there": "met", "checking": "note", "doubtful": "unsure", "refused": "not_met",
    "missing": "unanswered",
}  # fmt: skip


def draw(scene: Scene, _key: str) -> Frame:
    lines = checklist(scene.plan.posting, scene.state.papers, said_facts(scene))
    parts = [*whose(scene), _head(scene, lines), *_next(scene, lines), *_unsorted(scene)]
    parts += unreached(scene)
    parts += _how(scene) if scene.phase != "closed" else [say(scene, "docs.closed")]
    parts += [*_later(scene), status(scene)]
    cards = tuple(_card(scene, line) for line in lines)
    return Frame("docs", "\n\n".join(parts), _choices(scene, lines), cards=cards,
                 links=upload_link(scene))  # fmt: skip


def _head(scene: Scene, lines: tuple[Line, ...]) -> str:
    needed = [line for line in lines if line.slot.need == "mandatory"]
    there = sum(line.filled for line in needed)
    return say(scene, "docs.head", there=there, count=len(needed))


def _next(scene: Scene, lines: tuple[Line, ...]) -> list[str]:
    """What to do next, and how long such a paper takes."""
    line = next_line(lines)
    if line is None:
        return [] if any(each.standing == "checking" for each in lines) else [_complete(scene)]
    if scene.phase == "closed":
        return []
    told = say(scene, f"docs.next.{line.standing}", slot=slot_name(scene, line.slot.id))
    lead = scene.voice.texts.slots[line.slot.id].lead
    if lead and line.standing == "missing":
        told += " " + say(scene, "docs.lead", lead=lead)
    return [told]


def _complete(scene: Scene) -> str:
    return say(scene, "docs.complete")


def _unsorted(scene: Scene) -> list[str]:
    names = ", ".join(paper.name for paper in unsorted(scene.state.papers))
    return [say(scene, "docs.unsorted", names=names)] if names else []


def _how(scene: Scene) -> list[str]:
    how = say(scene, "docs.how_here" if scene.can.identity_papers else "docs.how")
    size = say(scene, "size", most=scene.house.most_mb)
    return [f"{how} {size}", link_until(scene)]


def _later(scene: Scene) -> list[str]:
    """Papers for after the final selection are named, and not asked for."""
    names = scene.voice.texts.later_papers
    lines = "\n".join(f"- {names[paper.id]}" for paper in scene.plan.posting.later_papers)
    return [say(scene, "docs.later", lines=lines)] if lines else []


def _card(scene: Scene, line: Line) -> Card:
    mark = _MARKS[line.standing]
    if line.standing == "missing" and line.slot.need == "optional":
        mark = "note"
    remedy = " ".join(dict.fromkeys(sentence(scene, finding) for finding in line.findings))
    clause = line.slot.clause
    return Card(
        mark, slot_name(scene, line.slot.id), _reason(scene, line), clause,
        scene.voice.texts.clauses[clause], remedy=remedy,
        action=Choice(scene.voice.say("files.open"), str(Token("slot", line.slot.id))),
        label=say(scene, f"page.standing.{line.standing}"),
    )  # fmt: skip


def _reason(scene: Scene, line: Line) -> str:
    if line.standing == "missing":
        optional = line.slot.need == "optional"
        return say(scene, "standing.optional" if optional else "standing.missing")
    papers = "; ".join(
        say(scene, "paper", receipt=receipt(paper.id), at=when(scene, paper.at))
        for paper in line.papers
    )
    return say(scene, f"standing.{line.standing}", papers=papers)


def _choices(scene: Scene, lines: tuple[Line, ...]) -> tuple[Choice, ...]:
    """To what needs sorting or is there already; cards of what is open have their own button."""
    loose = (
        Choice(short_name(paper.name), str(Token("paper", str(paper.id))))
        for paper in unsorted(scene.state.papers)
    )
    there = (
        Choice(slot_name(scene, line.slot.id), str(Token("slot", line.slot.id)))
        for line in lines
        if line.standing in {"there", "checking"}
    )
    ends = [scene.link("sent")] if not scene.state.form_sent else []
    reach = [scene.link("contact")] if unreached(scene) else []
    kit = [scene.link("kit")] if scene.state.papers else []
    read = (to_confirm(scene, paper) for paper in unconfirmed(scene))
    return (scene.link("back", "primary"), *read, *kit, *ends, *reach, *loose, *there)


SCREEN = Screen(draw, aside=True, personal=True)
