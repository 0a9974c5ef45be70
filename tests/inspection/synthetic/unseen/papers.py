"""How a sheet of paper reaches the inspection in this half."""

from dataclasses import replace
from typing import Literal

from tests.inspection.synthetic.camera import photograph
from tests.inspection.synthetic.scanner import bound, rotated_page, scanned
from tests.inspection.synthetic.specimen import Desk, Fields, Need, Specimen, Truth
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import pages, pdf
from tests.inspection.synthetic.unseen import shots

Way = Literal["text", "scan", "photo", "righted"]
BOTH: tuple[Way, ...] = ("text", "scan")
FOUR: tuple[Way, ...] = ("scan", "text", "photo", "text")


def sent(desk: Desk, source: str, way: Way, fields: Fields, code: str = "") -> Specimen:
    """A sharp copy; `code`: what is wrong with what is written on it; `righted`: a scan lying on
    its side that the PDF itself sets upright.
    """
    need: Need = "text" if way == "text" else "ocr"
    truth = Truth({code: need} if code else {}, fields)
    if way == "text":
        return desk.text(pdf(source), truth)
    if way == "photo":
        return desk.photo(_taken(desk, source, ""), truth)
    glass = replace(shots.glass(desk.rng), quarter=1 if way == "righted" else 0)
    data = bound([scanned(page, glass, desk.rng) for page in pages(source, 170)])
    return desk.scan(rotated_page(data, 90) if way == "righted" else data, truth)


def spoiled(desk: Desk, source: str, way: Way, code: str) -> Specimen:
    """A copy with a flaw of its pixels; nothing on it is meant to be read."""
    if way == "photo":
        return desk.photo(_taken(desk, source, code), Truth({code: "pixels"}, {}))
    glass = shots.clouded(code, desk.rng)
    need: Need = "ocr" if glass.quarter == 2 else "pixels"
    sheets = [scanned(page, glass, desk.rng) for page in pages(source, 150)]
    return desk.scan(bound(sheets), Truth({code: need}, {}))


def _taken(desk: Desk, source: str, code: str) -> bytes:
    shot = shots.spoiled(code, desk.rng) if code else shots.shot(desk.rng)
    sheet = pages(source, 190)[0]
    if code != "low_resolution":
        tall = sheet.height > sheet.width
        frame = (1350, 1800) if tall else (1800, 1350)
        shot = replace(shot, frame=frame, fill=max(shot.fill, 0.91))
    under = table(desk.rng.choice(shots.TABLES), desk.rng, (480, 640))
    return photograph(sheet, under, shot, desk.rng)
