"""One PDF under inspection."""

from functools import cached_property
from io import BytesIO

import pikepdf
import pypdfium2

from bot.inspection.pdfs.text import Page, read_page
from bot.inspection.piece import Piece

MOST_PAGES_READ = 40  # a portfolio has thirty; what comes after is counted and not read


class Paper(Piece):
    """Each part is worked out when a check first asks for it, and may raise what parsers raise."""

    @cached_property
    def objects(self) -> pikepdf.Pdf:
        """By qpdf, which also mends what is damaged. Raises `pikepdf.PdfError`."""
        return pikepdf.open(BytesIO(self.data), suppress_warnings=True)

    @cached_property
    def drawn(self) -> pypdfium2.PdfDocument:
        """By PDFium, as a browser shows it. Raises `pypdfium2.PdfiumError`."""
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def count(self) -> int:
        return len(self.drawn)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        read = range(min(self.count, MOST_PAGES_READ))
        return tuple(read_page(self.drawn[at], at + 1) for at in read)
