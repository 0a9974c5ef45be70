"""Is it two kinds of file at once? Such a file shows one thing to us and another to a browser."""

from collections.abc import Iterable

from bot.inspection.kinds import HEAD
from bot.inspection.piece import Piece
from conversations.documents.findings import Finding

MARKUP = (
    *(b"<html", b"<!doctype html", b"<script", b"<?php", b"<iframe"),
    *(b"<svg" + behind for behind in (b" ", b">", b"\n", b"\r", b"\t", b"/")),
)
"""Five bytes at least: shorter ones stand in one of a hundred large photographs by chance."""
PROGRAM = b"this program cannot be run in dos mode"
PICTURES = (b"\xff\xd8\xff", b"\x89png\r\n\x1a\n", b"gif8")
ZIP_TAIL = 65_557  # a ZIP's directory ends within this many bytes of the end


def check_polyglot(piece: Piece) -> Iterable[Finding]:
    found = _in_pdf(piece) if piece.kind == "pdf" else _in_picture(piece)
    if found:
        yield Finding("polyglot", detail=found)


def _in_picture(piece: Piece) -> str:
    if b"%PDF-" in piece.data:
        return "pdf"
    if any(mark in piece.lower for mark in MARKUP):
        return "html"
    return _archive_or_program(piece, piece.lower)


def _in_pdf(piece: Piece) -> str:
    """Only outside the objects: between them a document may well speak of HTML."""
    begin, end = piece.data.find(b"%PDF-"), piece.lower.rfind(b"%%eof")
    before, after = piece.lower[:begin], piece.lower[end:] if end > 0 else b""
    if any(mark in piece.lower[:HEAD] or mark in after for mark in MARKUP):
        return "html"
    if any(mark in before or mark in after for mark in PICTURES):
        return "picture"
    if before.startswith((b"mz", b"pk\x03\x04", b"\x7felf", b"#!")):
        return "program"
    return _archive_or_program(piece, before + after)


def _archive_or_program(piece: Piece, lower: bytes) -> str:
    if b"PK\x05\x06" in piece.data[-ZIP_TAIL:] and b"PK\x03\x04" in piece.data:
        return "zip"
    return "program" if PROGRAM in lower else ""
