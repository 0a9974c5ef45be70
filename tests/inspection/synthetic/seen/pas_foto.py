"""Portraits for the application."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageFilter

from tests.inspection.synthetic import light
from tests.inspection.synthetic.camera import jpeg
from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.portraits import BLUE, RED, Sitter, portrait
from tests.inspection.synthetic.seen import ktp, other
from tests.inspection.synthetic.specimen import Desk, Specimen, Truth, bad
from tests.inspection.synthetic.typesetting import picture

_GOOD = (
    Sitter(),
    Sitter((206, 18, 26), (30, 34, 50), slope=0.35),
    Sitter((170, 20, 30), (250, 250, 250), veil=(40, 60, 120), halo=0.35),
    Sitter((196, 30, 40), (180, 30, 40), halo=0.2),
    Sitter((210, 40, 44), (20, 20, 24), tie=BLUE, size=(800, 1200)),
)
_BACKDROPS = (
    Sitter(BLUE, (200, 24, 30)),
    Sitter((246, 246, 246), (24, 30, 60), tie=RED),
    Sitter((60, 120, 200), (190, 30, 36), veil=(190, 24, 30), slope=0.4),
    Sitter((70, 120, 70), (240, 240, 240)),
    Sitter((236, 200, 60), (200, 20, 30)),
)
_SHAPES = ((720, 720), (960, 640), (520, 1120), (1080, 810))


def specimens(desk: Desk) -> Iterator[Specimen]:
    for sitter in _GOOD:
        yield desk.photo(jpeg(portrait(sitter, desk.rng), 90), Truth({}, {}))
    yield desk.photo(_png(portrait(_GOOD[1], desk.rng)), Truth({}, {}))
    for sitter in _BACKDROPS:
        data = jpeg(portrait(sitter, desk.rng), 88)
        yield desk.photo(data, bad("wrong_background", "pixels"))
    for size in _SHAPES:
        data = jpeg(portrait(replace(_GOOD[0], size=size), desk.rng), 88)
        yield desk.photo(data, bad("wrong_aspect", "pixels"))
    yield from _flawed(desk)
    paper = picture(other.recipe(person(desk.rng)), 72).crop((0, 0, 480, 720))
    yield desk.photo(jpeg(paper, 85), bad("wrong_document", "pixels"))
    card = ktp.card(person(desk.rng))
    yield desk.photo(jpeg(card, 85), bad("wrong_document", "ocr"))


def _flawed(desk: Desk) -> Iterator[Specimen]:
    soft = portrait(_GOOD[1], desk.rng).filter(ImageFilter.GaussianBlur(9))
    yield desk.photo(jpeg(soft, 85), bad("blurry", "pixels"))
    dark = light.fall(portrait(_GOOD[0], desk.rng), 0.13, 0.1, desk.rng)
    yield desk.photo(jpeg(dark, 85), bad("too_dark", "pixels"))
    for size in ((100, 150), (140, 210)):
        tiny = portrait(_GOOD[1], desk.rng).resize(size)
        yield desk.photo(jpeg(tiny, 85), bad("low_resolution", "pixels"))


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
