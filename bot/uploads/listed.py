"""The uploads of one person as the page shows them."""

from datetime import datetime

from msgspec import Struct

from bot.uploads.uploads import Uploads
from conversations.dialog.voice import Voice
from conversations.documents.checklist import Line, checklist, doubts
from conversations.documents.findings import Finding, advice, told
from conversations.documents.paper import FORM, Paper, of_slot
from conversations.documents.receipt import receipt
from conversations.posting.model import Slot
from conversations.texts.phrases import Phrases
from storage.cases import Case


class ShownPaper(Struct, frozen=True):
    """One file; `pages` can be looked at, numbered from 1."""

    id: str
    name: str
    receipt: str
    at: str
    state: str
    pages: int
    notes: list[str]


class ShownLine(Struct, frozen=True):
    """One upload of the posting; an empty `slot` is what is not sorted yet."""

    slot: str
    name: str
    standing: str
    said: str
    papers: list[ShownPaper]


class Listed(Struct, frozen=True):
    lines: list[ShownLine]
    there: int
    open: bool


def listed(uploads: Uploads, case: Case, words: Phrases) -> Listed:
    """What is not sorted yet, then a line for each upload in the order of the posting."""
    papers, voice = case.state.papers, uploads.voice(words)
    most = uploads.parts.dialog.most_mb
    found = checklist(uploads.edition.posting, papers)
    lines = [_line(voice, line, most) for line in found]
    if loose := of_slot(papers, ""):
        shown = [shown_paper(voice, paper, most) for paper in loose]
        lines.insert(0, ShownLine("", words("files.page.unsorted"), "unsorted", "", shown))
    there = sum(line.filled for line in found)
    return Listed(lines, there, uploads.open)


def _line(voice: Voice, line: Line, most: int) -> ShownLine:
    name = voice.texts.slots[line.slot.id].name
    said = voice.phrases(f"files.page.standing.{line.standing}")
    papers = [shown_paper(voice, paper, most, line.slot) for paper in line.papers]
    return ShownLine(line.slot.id, name, line.standing, said, papers)


def shown_paper(voice: Voice, paper: Paper, most: int, slot: Slot | None = None) -> ShownPaper:
    findings = doubts(slot, paper) if slot else paper.findings
    return ShownPaper(
        str(paper.id),
        paper.name,
        receipt(paper.id),
        voice.moment(datetime.fromisoformat(paper.at)),
        paper.state,
        paper.pages if paper.usable and paper.slot != FORM else 0,
        [_sentence(voice.phrases, finding, most) for finding in findings],
    )


def _sentence(words: Phrases, finding: Finding, most: int) -> str:
    return f"{told(finding, words, most_mb=most)} {advice(finding, words, most_mb=most)}"
