"""What can be said of pages without reading them; text is sharp by itself, scans are measured."""

from collections.abc import Iterable

from bot.inspection.images.light import darkness
from bot.inspection.images.smear import unsharp
from bot.inspection.pdfs.draw import draw_grey
from bot.inspection.pdfs.paper import Paper
from bot.inspection.thresholds import BLUR_SIDE, LEAST_PIXELS, LEAST_PIXELS_OTHERWISE
from conversations.documents.findings import Finding

MOST_PAGES_MEASURED = 5  # a tenth of a second each
DRAWN_DPI = 70  # A4 is then just over 800 px high


def check_direction(paper: Paper) -> Iterable[Finding]:
    for number, page in enumerate(paper.pages, 1):
        if page.turned:
            yield Finding("rotated", page=number, detail=str(page.turned))


def check_scan_resolution(paper: Paper) -> Iterable[Finding]:
    least = paper.checks.pixels or LEAST_PIXELS.get(paper.slot, LEAST_PIXELS_OTHERWISE)
    for number, page in enumerate(paper.pages, 1):
        if page.scanned and page.scan_side < least:
            yield Finding("low_resolution", page=number)


def check_scans(paper: Paper) -> Iterable[Finding]:
    scans = [number for number, page in enumerate(paper.pages, 1) if page.scanned]
    for number in scans[:MOST_PAGES_MEASURED]:
        grey = draw_grey(paper, number - 1, DRAWN_DPI)
        grey.thumbnail((BLUR_SIDE, BLUR_SIDE))
        if sure := unsharp(grey, paper.slot):
            yield Finding("blurry", page=number, confidence=sure)
        if sure := darkness(grey):
            yield Finding("too_dark", page=number, confidence=sure)
