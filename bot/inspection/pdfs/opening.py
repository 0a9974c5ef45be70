"""Does it open without a password, whole, with a page in it?"""

from collections.abc import Iterable

import pikepdf
import pypdfium2

from bot.inspection.file_level import OURS
from bot.inspection.pdfs.paper import Paper
from conversations.documents.findings import Finding

END, TAIL = b"%%EOF", 1024


def check_structure(paper: Paper) -> Iterable[Finding]:
    try:
        warnings = " ".join(map(str, _warnings(paper)))
    except pikepdf.PasswordError:
        yield Finding("encrypted_pdf")
        return
    except OURS:
        raise
    except Exception:  # noqa: BLE001 - a parser raises of every kind on hostile bytes
        yield Finding("corrupt_pdf")
        return
    if "loop detected" in warnings:
        yield Finding("decompression_bomb", detail="loop")
    elif _is_cut_off(paper.data) and "damaged" in warnings:
        yield Finding("corrupt_pdf", detail="cut_off")
    elif len(paper.objects.pages) == 0:
        yield Finding("empty")


def check_pages(paper: Paper) -> Iterable[Finding]:
    try:
        _ = paper.pages
    except pypdfium2.PdfiumError:
        yield Finding("corrupt_pdf")


def _warnings(paper: Paper) -> list[object]:
    _ = len(paper.objects.pages)  # the tree of pages is only walked when somebody counts
    return list(paper.objects.get_warnings())


def _is_cut_off(data: bytes) -> bool:
    return END not in data.rstrip(b"\0 \t\r\n")[-TAIL:]
