"""Several photographed pages become one A4 PDF."""

from collections.abc import Sequence

import img2pdf

from bot.inspection.asks import Look
from bot.inspection.file_level import run
from bot.inspection.images import decoders
from bot.inspection.images.look import OPENING
from bot.inspection.images.picture import Picture
from bot.inspection.images.working_copy import write_copy
from bot.inspection.kinds import kind_of

MOST_PAGES = 30
A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))


def load(images: Sequence[bytes]) -> None:
    """Imports what the pictures need."""
    for kind in {kind_of(image) for image in images} - {None, "pdf"}:
        decoders.load(kind)  # type: ignore[arg-type] # None is taken out above


def pages_to_pdf(images: Sequence[bytes]) -> bytes | None:
    """One page each, in order, landscape pictures on landscape paper. None where one is no picture.

    Pixels alone go in: no metadata, no date.
    """
    pages = [page for image in images[:MOST_PAGES] if (page := _page(image))]
    if not pages or len(pages) < len(images):
        return None
    layout = img2pdf.get_layout_fun(pagesize=A4, auto_orient=True)
    pdf = img2pdf.convert(pages, layout_fun=layout, engine=img2pdf.Engine.internal, nodate=True)
    return bytes(pdf)


def _page(image: bytes) -> bytes | None:
    picture = Picture(Look(image, "", ""))
    if picture.kind in {None, "pdf"} or run(OPENING, picture):
        return None
    return write_copy(picture.upright)
