"""Which uploads are there, which are doubtful and why, which are missing."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from conversations.documents.findings import Finding
from conversations.documents.paper import Paper, Papers, of_slot
from conversations.documents.together import together
from conversations.posting.model import Posting, Slot

Standing = Literal["there", "checking", "doubtful", "refused", "missing"]
_URGENT: Mapping[Standing, int] = {"refused": 0, "missing": 1, "doubtful": 2}
_NOTHING: Mapping[str, object] = {}
WRONG_KIND = "wrong_kind"
"""Noticed here: a file that is sound, and not of a kind that the slot accepts."""


class Line(Struct, frozen=True):
    """One slot. `papers` are all of it, `findings` what is doubtful or wrong about them."""

    slot: Slot
    standing: Standing
    papers: tuple[Paper, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def filled(self) -> bool:
        return self.standing in {"there", "checking", "doubtful"}


def checklist(
    posting: Posting, papers: Papers, said: Mapping[str, object] = _NOTHING
) -> tuple[Line, ...]:
    """A line for each upload, in the order of the posting; `said` holds facts by key."""
    seen = together(posting, papers, said)
    return tuple(line_of(slot, of_slot(seen, slot.id)) for slot in posting.slots)


def line_of(slot: Slot, papers: tuple[Paper, ...]) -> Line:
    """Where one slot stands."""
    usable = [paper for paper in papers if paper.usable]
    if not usable:
        findings = _findings(slot, papers)
        return Line(slot, "refused" if papers else "missing", papers, findings)
    findings = _findings(slot, usable)
    if any(paper.state == "waiting" for paper in usable):
        return Line(slot, "checking", papers, findings)
    return Line(slot, "doubtful" if findings else "there", papers, findings)


def _findings(slot: Slot, papers: Iterable[Paper]) -> tuple[Finding, ...]:
    return tuple(finding for paper in papers for finding in doubts(slot, paper))


def doubts(slot: Slot, paper: Paper) -> tuple[Finding, ...]:
    """What was noticed about a paper, as a paper of this slot."""
    kind = "pdf" if paper.kind == "pdf" else "image"
    if paper.kind and paper.usable and kind not in slot.accepts:
        return (*paper.findings, Finding(WRONG_KIND, detail=kind))
    return paper.findings


def unsorted(papers: Papers) -> tuple[Paper, ...]:
    """Usable papers of which nobody knows what they are."""
    return tuple(paper for paper in of_slot(papers, "") if paper.usable)


def missing(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What must be there and is not."""
    return tuple(line for line in lines if line.slot.need == "mandatory" and not line.filled)


def missing_ids(posting: Posting, papers: Papers) -> str:
    """The slots of these by id, joined by commas in the order of the posting."""
    lines = (line_of(slot, of_slot(papers, slot.id)) for slot in posting.slots)
    return ",".join(line.slot.id for line in missing(lines))


def next_line(lines: Iterable[Line]) -> Line | None:
    """What to do next: mend what was refused, then fill what is missing, then what is doubtful."""
    open_ = [line for line in lines if line.standing in _URGENT and _matters(line)]
    return min(open_, key=lambda line: _URGENT[line.standing], default=None)


def _matters(line: Line) -> bool:
    return line.slot.need == "mandatory" or line.standing != "missing"


def beside_requirements(posting: Posting) -> tuple[Slot, ...]:
    """Mandatory uploads that no requirement mentions."""
    return tuple(slot for slot in posting.slots if slot.need == "mandatory" and not slot.proves)
