"""The text layer of a page, which way it runs, and how large its scan is."""

import codecs
from collections.abc import Iterator
from ctypes import byref, c_uint
from math import degrees

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from conversations.documents.contents.lines import Line

LEAST_LETTERS = 20  # a stamp or a page number does not make a scan a text
MOST_LETTERS = 20_000  # of one page; ten pages of prose
MOST_LINES = 400  # of one page; a full one has sixty
SAMPLE = 400
QUARTER = 90
LEAST_COVER = 0.3  # of the page; a smaller picture is a logo or a photo, no scan


codecs.lookup("utf-16-le")  # what PDFium answers in; a codec is a file, and files will be refused


class Page(Struct, frozen=True):
    """`turned` is by how many degrees the text is turned to the right as shown, 0 where none is.

    `scan_side` is the longer side in pixels of the picture that fills the page, 0 where none does.
    `lines` say where on the page the text stands.
    """

    text: str
    turned: int
    scan_side: int
    lines: tuple[Line, ...] = ()

    @property
    def scanned(self) -> bool:
        return not self.text and self.scan_side > 0


def read_page(page: pypdfium2.PdfPage, number: int = 1) -> Page:
    """Closes the page, which is the `number`th. Raises `pypdfium2.PdfiumError`."""
    layer = page.get_textpage()
    text = layer.get_text_range(count=min(layer.count_chars(), MOST_LETTERS) or -1)
    found = text if len(text.strip()) >= LEAST_LETTERS else ""
    turned = _turned(layer, page.get_rotation()) if found else 0
    lines = tuple(_lines(layer, page.get_size(), number)) if found else ()
    read = Page(found, turned, _scan_side(page), lines)
    layer.close()
    page.close()
    return read


def _lines(layer: pypdfium2.PdfTextPage, size: tuple[float, float], number: int) -> Iterator[Line]:
    """Runs of letters in one height, as PDFium joins them."""
    width, height = size
    for at in range(min(layer.count_rects(), MOST_LINES)):
        left, bottom, right, top = layer.get_rect(at)
        text = " ".join(layer.get_text_bounded(left, bottom, right, top).split())
        if text and width and height:
            box = (left / width, 1 - top / height, right / width, 1 - bottom / height)
            yield Line(text, box, number)


def _turned(layer: pypdfium2.PdfTextPage, rotation: int) -> int:
    """The direction most letters run in, to a quarter turn; PDFium counts clockwise."""
    counts = dict.fromkeys(range(0, 360, QUARTER), 0)
    for at in range(min(layer.count_chars(), SAMPLE)):
        angle = pdfium.FPDFText_GetCharAngle(layer, at)
        if angle >= 0 and pdfium.FPDFText_GetUnicode(layer, at) > ord(" "):
            counts[round((degrees(angle) + rotation) / QUARTER) * QUARTER % 360] += 1
    return max(counts, key=lambda way: counts[way])


def margins(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Points to the left, bottom, right and top of the largest picture that covers the page."""
    width, height = page.get_size()
    boxes = [
        picture.get_bounds()
        for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    ]
    if page.get_rotation() or not boxes:
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    if (right - left) * (top - bottom) < LEAST_COVER * width * height:
        return 0.0, 0.0, 0.0, 0.0
    return max(left, 0), max(bottom, 0), max(width - right, 0), max(height - top, 0)


def _scan_side(page: pypdfium2.PdfPage) -> int:
    """Of the largest picture, where it covers the page."""
    paper = page.get_width() * page.get_height()
    largest, side = LEAST_COVER * paper, 0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        area = (right - left) * (top - bottom)
        if area >= largest and area > 0:
            width, height = c_uint(), c_uint()
            pdfium.FPDFImageObj_GetImagePixelSize(picture, byref(width), byref(height))
            largest, side = area, max(width.value, height.value)
    return side
