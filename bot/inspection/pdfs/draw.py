"""A page as a picture: all that staff ever see of a PDF."""

from io import BytesIO

import pypdfium2
from PIL import Image

from bot.inspection.pdfs.paper import Paper
from bot.inspection.pdfs.text import margins

MOST_PIXELS = 8_000_000
POINTS_PER_INCH = 72

load = Image.preinit
"""Imports what `save` would: by then the child is sealed."""


def draw_page(data: bytes, page: int, dpi: int, *, scan: bool = False) -> bytes | None:
    """A PNG of page `page`, counted from 1; None where there is none or it cannot be drawn.

    `scan`: only the picture that fills the page, without the margins around it.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
        if not 1 <= page <= len(pdf):
            return None
        pdf.init_forms()  # what was filled into a form is seen too
        drawn = draw(pdf[page - 1], dpi, scan=scan)
    except pypdfium2.PdfiumError:
        return None
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def draw(page: pypdfium2.PdfPage, dpi: int, *, scan: bool = False) -> Image.Image:
    """The page in RGB, at `dpi` or at what `MOST_PIXELS` leaves of it."""
    inches = page.get_width() * page.get_height() / POINTS_PER_INCH**2
    most = (MOST_PIXELS / max(inches, 1e-6)) ** 0.5
    edges = margins(page) if scan else (0.0, 0.0, 0.0, 0.0)
    found: Image.Image = page.render(scale=min(dpi, most) / POINTS_PER_INCH, crop=edges).to_pil()
    return found.convert("RGB")


def draw_grey(paper: Paper, at: int, dpi: int) -> Image.Image:
    """Page `at`, counted from 0, for measuring."""
    return draw(paper.drawn[at], dpi).convert("L")
