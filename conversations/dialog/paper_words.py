"""How uploads are spoken of: their receipt, what was noticed, and whether the form was sent."""

from datetime import datetime

from conversations.dialog.message import Link
from conversations.dialog.scene import Scene
from conversations.documents.checklist import doubts
from conversations.documents.findings import Finding, advice, told
from conversations.documents.paper import FORM, Paper
from conversations.documents.receipt import receipt


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


def noticed(scene: Scene, paper: Paper) -> list[str]:
    """Each thing that was noticed, with how to mend it."""
    slot = scene.plan.posting.slot.get(paper.slot)
    findings = doubts(slot, paper) if slot else paper.findings
    return [sentence(scene, finding) for finding in findings]


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
