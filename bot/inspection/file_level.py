"""The way of one file through the checks: a list of stages, the first that refuses is the last."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.inspection.bombs import check_bombs
from bot.inspection.disguise import check_disguise
from bot.inspection.piece import Piece
from bot.inspection.polyglot import check_polyglot
from bot.inspection.size import check_size
from conversations.documents.findings import REJECTED, Finding, Looked

OURS = (MemoryError, PermissionError)  # the child's own limits
UNREADABLE = "unreadable_by_machine"
ENDS = REJECTED | {UNREADABLE}

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
    if piece.kind is None or refused:
        return Looked(kind=piece.kind, findings=refused)
    if piece.kind == "pdf":
        from bot.inspection.pdfs.look import look_into
    else:
        from bot.inspection.images.look import look_into
    return look_into(piece)


def run(stages: Iterable[Stage[P]], piece: P) -> tuple[Finding, ...]:
    """What the stages found, up to the first that refuses or could not go on.

    Where a parser raises what no check expected, the file is left to a person. Out of memory, or
    held by the child's own seal, nothing can be said of the file: that is raised.
    """
    found: list[Finding] = []
    for stage in stages:
        for check in stage:
            found += _guarded(check, piece)
        if any(finding.code in ENDS for finding in found):
            break
    return tuple(found)


def _guarded(check: Callable[[P], Iterable[Finding]], piece: P) -> list[Finding]:
    try:
        return list(check(piece))
    except OURS:
        raise
    except Exception:  # noqa: BLE001 - hostile bytes make parsers raise of every kind
        return [Finding(UNREADABLE, detail=check.__name__)]
