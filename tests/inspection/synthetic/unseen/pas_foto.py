"""Portraits for the application."""

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageChops, ImageFilter, ImageOps

from tests.inspection.synthetic import light
from tests.inspection.synthetic.camera import jpeg
from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.portraits import RED, Sitter, portrait
from tests.inspection.synthetic.specimen import Desk, Specimen, Truth, bad
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import picture
from tests.inspection.synthetic.unseen import ktp, other

_GOOD = (
    Sitter((200, 16, 20), (24, 60, 130), slope=0.05),
    Sitter((222, 50, 50), (248, 248, 248), tie=(20, 20, 30), slope=0.3, size=(600, 900)),
    Sitter((150, 14, 22), (30, 110, 80), veil=(30, 110, 80), size=(472, 709)),
    Sitter(RED, (188, 40, 46), veil=(200, 160, 60), halo=0.4),
    Sitter((184, 26, 48), (120, 120, 126), halo=0.25, slope=0.25, size=(1000, 1500)),
    Sitter((208, 34, 30), (60, 42, 30), tie=(140, 20, 24)),
)
_BACKDROPS = (
    Sitter((20, 52, 140), (210, 30, 34), veil=(210, 30, 34)),
    Sitter((232, 232, 228), (190, 20, 30), slope=0.3),
    Sitter((130, 132, 138), (196, 28, 30), tie=(250, 250, 250), halo=0.3),
    Sitter((90, 150, 220), (240, 240, 244), tie=RED, size=(600, 900)),
)
_SHAPES = ((900, 900), (1200, 800), (560, 1240), (800, 1000))


def specimens(desk: Desk) -> Iterator[Specimen]:
    for sitter in _GOOD:
        quality = desk.rng.randint(74, 95)
        yield desk.photo(jpeg(portrait(sitter, desk.rng), quality), Truth({}, {}))
    for sitter in _BACKDROPS:
        yield desk.photo(jpeg(portrait(sitter, desk.rng), 86), bad("wrong_background", "pixels"))
    yield desk.photo(jpeg(_outdoors(desk), 86), bad("wrong_background", "pixels"))
    for size in _SHAPES:
        sitter = replace(_GOOD[0], size=size)
        yield desk.photo(jpeg(portrait(sitter, desk.rng), 86), bad("wrong_aspect", "pixels"))
    yield from _flawed(desk)
    paper = picture(other.announcement(person(desk.rng)), 80).crop((0, 0, 600, 900))
    yield desk.photo(jpeg(paper, 85), bad("wrong_document", "pixels"))
    yield desk.photo(jpeg(ktp.card(person(desk.rng), 1), 85), bad("wrong_document", "ocr"))


def _outdoors(desk: Desk) -> Image.Image:
    """A sitter in red before leaves, which take the place of a green that nobody wears."""
    drawn = portrait(Sitter((0, 255, 0), (196, 26, 34), slope=0), desk.rng)
    red, green, _ = drawn.split()
    worn = ImageChops.lighter(red.point(_over(60)), ImageOps.invert(green.point(_over(200))))
    return Image.composite(drawn, table("green", desk.rng, drawn.size), worn)


def _over(limit: int) -> list[int]:
    return [255 if level > limit else 0 for level in range(256)]


def _flawed(desk: Desk) -> Iterator[Specimen]:
    soft = portrait(_GOOD[0], desk.rng).filter(ImageFilter.BoxBlur(10))
    yield desk.photo(jpeg(soft, 85), bad("blurry", "pixels"))
    dark = light.fall(portrait(_GOOD[3], desk.rng), 0.11, 0.3, desk.rng)
    yield desk.photo(jpeg(dark, 85), bad("too_dark", "pixels"))
    for size in ((120, 180), (90, 135)):
        tiny = portrait(_GOOD[1], desk.rng).resize(size)
        yield desk.photo(jpeg(tiny, 85), bad("low_resolution", "pixels"))
