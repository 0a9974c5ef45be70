"""Is there anything, and is it not too much?"""

from collections.abc import Iterable

from bot.inspection.piece import Piece
from conversations.documents.findings import Finding


def check_size(piece: Piece) -> Iterable[Finding]:
    if not piece.data.strip(b"\0 \t\r\n"):
        yield Finding("empty")
    elif len(piece.data) > piece.most_bytes:
        yield Finding("too_large")
