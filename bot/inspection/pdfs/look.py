"""The way of a PDF: opened, searched, read, measured."""

from bot.inspection.file_level import Stage, run
from bot.inspection.pdfs.actions import check_actions
from bot.inspection.pdfs.mechanics import check_direction, check_scan_resolution, check_scans
from bot.inspection.pdfs.opening import check_pages, check_structure
from bot.inspection.pdfs.paper import Paper
from bot.inspection.piece import Piece
from conversations.documents.findings import Looked

OPENING: tuple[Stage[Paper], ...] = ((check_structure,), (check_actions,), (check_pages,))
MECHANICS: Stage[Paper] = (check_direction, check_scan_resolution, check_scans)
BY_SLOT: dict[str, Stage[Paper]] = {}
MOST_PAGES_KEPT = 12
"""Of which the lines are read for what the document says."""


def look_into(piece: Piece) -> Looked:
    paper = Paper(piece.ask)
    refused = run(OPENING, paper)
    if refused:
        return Looked(kind="pdf", findings=refused)
    return Looked(
        kind="pdf",
        findings=run((MECHANICS, BY_SLOT.get(paper.slot, ())), paper),
        pages=paper.count,
        texts=tuple(page.text for page in paper.pages),
        lines=tuple(line for page in paper.pages[:MOST_PAGES_KEPT] for line in page.lines),
    )
