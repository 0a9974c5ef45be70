"""Is it of a kind that is accepted, whatever its name says?"""

from collections.abc import Iterable

from bot.inspection.kinds import foreign_kind
from bot.inspection.piece import Piece
from conversations.documents.findings import Finding

ARCHIVES = ("zip", "docx", "xlsx", "pptx")
FRAMES = (b"NETSCAPE2.0", b"\x21\xf9\x04")


def check_disguise(piece: Piece) -> Iterable[Finding]:
    if piece.kind:
        return
    found = foreign_kind(piece.data)
    renamed = found in ARCHIVES and piece.upload_name.lower().endswith(".pdf")
    if renamed:
        yield Finding("zip_renamed_pdf", detail=found)
    if found != "zip" or not renamed:
        yield Finding("wrong_type", detail=found)
    if found == "gif" and (FRAMES[0] in piece.data or piece.data.count(FRAMES[1]) > 1):
        yield Finding("animated")
