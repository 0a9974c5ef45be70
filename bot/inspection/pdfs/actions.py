"""Does it carry what acts by itself, or what cannot be seen?

Every object is looked at as qpdf writes it: names are then spelled in one way only, whatever
escapes the file uses, and an action hangs wherever it likes.
"""

import re
from collections.abc import Iterable, Iterator

import pikepdf

from bot.inspection.pdfs.paper import Paper
from conversations.documents.findings import Finding

_STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F\s]*>", re.DOTALL)
_NAMES = {
    "pdf_with_javascript": re.compile(rb"/S\s*/JavaScript\b|/JS\s*(\(|<|\d+ \d+ R)"),
    "pdf_with_launch_action": re.compile(rb"/Launch\b"),
    "pdf_with_embedded_file": re.compile(
        rb"/EmbeddedFile\b|/EF\s*(<<|\d+ \d+ R)|/FileAttachment\b|/RichMedia\b"
    ),
}
_SIZE = re.compile(rb"/(?:Width|Height)\s+(\d+)")
MOST_PIXELS = 150_000_000  # of one picture: A4 at 1,200 dpi has 139 million


def check_actions(paper: Paper) -> Iterable[Finding]:
    found: dict[str, Finding] = {}
    for text in _objects(paper.objects):
        for code, names in _NAMES.items():
            if names.search(text):
                found.setdefault(code, Finding(code))
        if _too_many_pixels(text):
            found.setdefault("bomb", Finding("decompression_bomb", detail="pixels"))
    yield from found.values()


def _objects(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Each object with what lies directly in it, its strings emptied; then the trailer."""
    for held in (*pdf.objects, pdf.trailer):
        part = held.stream_dict if isinstance(held, pikepdf.Stream) else held
        if isinstance(part, pikepdf.Object):
            yield _STRINGS.sub(b"()", part.unparse(resolved=True))


def _too_many_pixels(text: bytes) -> bool:
    if b"/Image" not in text:
        return False
    sides = [int(number[:9]) for number in _SIZE.findall(text)]
    return len(sides) > 1 and sides[0] * sides[1] > MOST_PIXELS
