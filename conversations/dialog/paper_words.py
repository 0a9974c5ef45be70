"""How uploads are spoken of: their receipt, what was noticed, and whether the form was sent."""

from datetime import datetime

from conversations.dialog.message import Link
from conversations.dialog.scene import Beside, Scene
from conversations.documents.checklist import doubts
from conversations.documents.findings import Finding, advice, told
from conversations.documents.paper import FORM, Paper, Papers
from conversations.documents.receipt import receipt
from conversations.documents.together import together


def say(scene: Scene, key: str, /, **values: object) -> str:
    """The sentence `files.<key>`."""
    return scene.voice.say(f"files.{key}", **values)


def slot_name(scene: Scene, slot: str) -> str:
    return scene.voice.texts.slots[slot].name


def when(scene: Scene, at: str) -> str:
    """A stored time as people of the posting read it."""
    return scene.voice.moment(datetime.fromisoformat(at))


def line(scene: Scene, paper: Paper) -> str:
    """What it is, its name and number."""
    key = "form" if paper.slot == FORM else "known" if paper.slot else "unknown"
    slot = slot_name(scene, paper.slot) if key == "known" else ""
    return say(scene, f"filed.{key}", slot=slot, name=paper.name, receipt=receipt(paper.id))


def said_facts(scene: Scene) -> dict[str, object]:
    """What the applicant answered, by key."""
    return {key: fact.value for key, fact in scene.state.facts.items() if not fact.unsure}


def beside_others(scene: Scene) -> Papers:
    """All papers, with what is noticed of them beside each other."""
    papers, said, known = scene.state.papers, said_facts(scene), scene.beside
    if known is None or known.papers != papers or known.said != said:
        seen = together(scene.plan.posting, papers, said)
        known = scene.beside = Beside(dict(papers), said, seen)
    return known.seen


def found(scene: Scene, paper: Paper) -> tuple[Finding, ...]:
    """All that was noticed of a paper, as a paper of its slot."""
    seen = beside_others(scene).get(str(paper.id), paper)
    slot = scene.plan.posting.slot.get(paper.slot)
    return doubts(slot, seen) if slot else seen.findings


def noticed(scene: Scene, paper: Paper, *, but: str = "") -> list[str]:
    """Each thing that was noticed, with how to mend it, and whether its letters could be read. What
    has the detail `but` is left out.
    """
    unread = [say(scene, "unread")] if paper.unread else []
    told = [each for each in found(scene, paper) if not (but and each.detail == but)]
    return [*(sentence(scene, finding) for finding in told), *unread]


def sentence(scene: Scene, finding: Finding) -> str:
    values = {"most_mb": scene.house.most_mb}
    phrases = scene.voice.phrases
    return f"{told(finding, phrases, **values)} {advice(finding, phrases, **values)}"


def status(scene: Scene) -> str:
    """Whether the official form was sent, by what the applicant said."""
    state = scene.state
    if not state.form_sent:
        return say(scene, "status.unsent")
    key = "sent_with" if state.form_number else "sent"
    at = when(scene, state.form_sent)
    return say(scene, f"status.{key}", at=at, number=state.form_number)


def upload_link(scene: Scene) -> tuple[Link, ...]:
    """To the upload page, until registration closes."""
    if scene.phase == "closed":
        return ()
    return (Link(say(scene, "links.upload"), "upload"),)


def link_until(scene: Scene) -> str:
    return say(scene, "link_until", until=scene.voice.moment(scene.plan.posting.closes_at))
