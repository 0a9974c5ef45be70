"""A drawn head and shoulders before a background."""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from tests.inspection.synthetic import light

Colour = tuple[int, int, int]
RED: Colour = (192, 24, 32)
BLUE: Colour = (30, 70, 170)
_SKINS = ((224, 178, 140), (198, 146, 106), (168, 116, 82), (236, 196, 164))


@dataclass(frozen=True)
class Sitter:
    """`slope`: how far the backdrop's light falls; `halo`: a shadow of the head behind it."""

    backdrop: Colour = RED
    clothes: Colour = (240, 240, 244)
    tie: Colour | None = None
    veil: Colour | None = None
    slope: float = 0.1
    halo: float = 0
    size: tuple[int, int] = (480, 720)


def portrait(sitter: Sitter, rng: Random) -> Image.Image:
    width, height = sitter.size
    image = Image.new("RGB", sitter.size, sitter.backdrop)
    image = light.fall(image, 1, sitter.slope, rng)
    # the drawing's own measure: the shorter side stands for 400, the head at the middle
    unit = min(width / 400, height / 560)
    left, top = width / 2 - 200 * unit, height - 600 * unit
    if sitter.halo:
        image = _halo(image, (left, top, unit), sitter.halo)
    _body(ImageDraw.Draw(image), (left, top, unit), sitter)
    _head(ImageDraw.Draw(image), (left, top, unit), sitter, rng.choice(_SKINS))
    return light.grain(image.filter(ImageFilter.GaussianBlur(0.8)), 3, rng)


Frame = tuple[float, float, float]


def _at(frame: Frame, *numbers: float) -> list[float]:
    """x, y, x, y ... of the drawing's measure, in pixels."""
    left, top, unit = frame
    return [(top if i % 2 else left) + n * unit for i, n in enumerate(numbers)]


def _halo(image: Image.Image, frame: Frame, depth: float) -> Image.Image:
    mask = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse(_at(frame, 130, 90, 330, 370), fill=round(255 * depth))
    draw.ellipse(_at(frame, 40, 400, 430, 800), fill=round(255 * depth))
    mask = mask.filter(ImageFilter.GaussianBlur(image.width / 30))
    return Image.composite(Image.new("RGB", image.size), image, mask)


def _body(draw: ImageDraw.ImageDraw, frame: Frame, sitter: Sitter) -> None:
    dark = (sitter.clothes[0] * 3 // 4, sitter.clothes[1] * 3 // 4, sitter.clothes[2] * 3 // 4)
    draw.ellipse(_at(frame, 10, 420, 390, 900), fill=sitter.clothes)
    draw.line(_at(frame, 90, 520, 80, 700), fill=dark, width=round(4 * frame[2]) or 1)
    draw.line(_at(frame, 310, 520, 320, 700), fill=dark, width=round(4 * frame[2]) or 1)
    if not sitter.veil:
        draw.polygon(_at(frame, 150, 430, 200, 520, 250, 430), fill=(250, 250, 250))
    if sitter.tie:
        draw.polygon(_at(frame, 185, 460, 215, 460, 225, 640, 175, 640), fill=sitter.tie)


def _head(draw: ImageDraw.ImageDraw, frame: Frame, sitter: Sitter, skin: Colour) -> None:
    hair = sitter.veil or (28, 24, 24)
    draw.ellipse(_at(frame, 112, 100, 288, 330), fill=hair)
    if sitter.veil:
        draw.polygon(_at(frame, 120, 260, 280, 260, 320, 500, 80, 500), fill=hair)
    else:
        draw.rectangle(_at(frame, 165, 340, 235, 450), fill=skin)
    draw.ellipse(_at(frame, 126, 138, 274, 385), fill=skin)
    for x in (165, 235):
        draw.ellipse(_at(frame, x - 16, 238, x + 16, 256), fill=(245, 245, 245))
        draw.ellipse(_at(frame, x - 8, 238, x + 8, 256), fill=(30, 22, 20))
        draw.line(_at(frame, x - 20, 222, x + 20, 222), fill=(40, 30, 28), width=4)
    shade = (skin[0] * 4 // 5, skin[1] * 4 // 5, skin[2] * 4 // 5)
    draw.line(_at(frame, 200, 250, 192, 300, 206, 302), fill=shade, width=4)
    draw.arc(_at(frame, 168, 310, 232, 346), 15, 165, fill=(150, 60, 60), width=5)
