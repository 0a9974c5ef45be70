"""The way of one file through the checks: a list of stages, the first that refuses is the last."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.inspection.bombs import check_bombs
from bot.inspection.disguise import check_disguise
from bot.inspection.piece import Piece
from bot.inspection.polyglot import check_polyglot
from bot.inspection.size import check_size
from conversations.documents.findings import Finding, Looked, verdict_of

P = TypeVar("P", bound=Piece)
Stage = tuple[Callable[[P], Iterable[Finding]], ...]

# These only compare bytes; a parser opens nothing that they refuse.
BYTES: tuple[Stage[Piece], ...] = (
    (check_size,),
    (check_disguise,),
    (check_polyglot, check_bombs),
)


def look(piece: Piece) -> Looked:
    """Raises nothing that a hostile file could cause, short of ending the process."""
    refused = run(BYTES, piece)
    if piece.kind is None or verdict_of(refused) == "reject":
        return Looked(kind=piece.kind, findings=refused)
    if piece.kind == "pdf":
        from bot.inspection.pdfs.look import look_into
    else:
        from bot.inspection.images.look import look_into
    return look_into(piece)


def run(stages: Iterable[Stage[P]], piece: P) -> tuple[Finding, ...]:
    """What the stages found, up to the first that refuses."""
    found: list[Finding] = []
    for stage in stages:
        for check in stage:
            found += check(piece)
        if verdict_of(found) == "reject":
            break
    return tuple(found)
