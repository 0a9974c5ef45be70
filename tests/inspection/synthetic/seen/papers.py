"""How a sheet of paper reaches the inspection in this half."""

from dataclasses import replace
from typing import Literal

from tests.inspection.synthetic.camera import photograph
from tests.inspection.synthetic.scanner import bound, scanned
from tests.inspection.synthetic.seen import shots
from tests.inspection.synthetic.specimen import Desk, Fields, Need, Specimen, Truth
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import pages, pdf

Way = Literal["text", "scan", "photo"]


def sent(desk: Desk, source: str, way: Way, fields: Fields, code: str = "") -> Specimen:
    """A sharp copy; `code`: what is wrong with what is written on it."""
    need: Need = "text" if way == "text" else "ocr"
    truth = Truth({code: need} if code else {}, fields)
    if way == "text":
        return desk.text(pdf(source), truth)
    if way == "scan":
        glass = shots.glass(desk.rng)
        return desk.scan(bound([scanned(p, glass, desk.rng) for p in pages(source)]), truth)
    return desk.photo(_taken(desk, source, ""), truth)


def spoiled(desk: Desk, source: str, way: Way, code: str) -> Specimen:
    """A copy with a flaw of its pixels; nothing on it is meant to be read."""
    if way == "photo":
        return desk.photo(_taken(desk, source, code), Truth({code: "pixels"}, {}))
    glass = shots.clouded(code, desk.rng)
    need: Need = "ocr" if glass.quarter == 2 else "pixels"
    sheets = [scanned(page, glass, desk.rng) for page in pages(source)]
    return desk.scan(bound(sheets), Truth({code: need}, {}))


def _taken(desk: Desk, source: str, code: str) -> bytes:
    shot = shots.spoiled(code, desk.rng) if code else shots.shot(desk.rng)
    if code != "low_resolution":
        shot = replace(shot, frame=(1350, 1800), fill=max(shot.fill, 0.9))
    under = table(desk.rng.choice(shots.TABLES), desk.rng, (500, 660))
    return photograph(pages(source, 200)[0], under, shot, desk.rng)
