"""The colour behind a person, judged where no person is: the upper corners and the upper edge."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from PIL import Image

from bot.inspection.images.light import darkness
from bot.inspection.images.picture import Picture
from conversations.documents.findings import Finding

SIDE = 60
"""Pixels of the shorter side to count on: grain and texture are gone, edges still stand."""
EDGE, TOP, DOWN = 0.14, 0.07, 0.38
"""Of the picture: the strips at both sides, at the top, and how far down the sides reach."""
LEAST = 0.6
"""The part that must have the colour; hair, a veil or a rim of the scan may cover the rest."""
SURELY = 0.3
_RED_FROM, _RED_TO = 242, 14  # hue of 0-255
_BLUE = (135, 190)
_COLOURED, _DEEP = 90, 60  # saturation, and brightness below which no colour is seen
_WHITE, _BRIGHT = 40, 170


def check_background(picture: Picture) -> Iterable[Finding]:
    """The colour of the announcement, in any light and with any gradient."""
    wanted = picture.checks.background
    if not wanted or darkness(picture.small_grey):
        return
    seen = Counter(colour(*pixel) for pixel in _behind(picture.upright))
    share = seen[wanted] / max(seen.total(), 1)
    if share < LEAST:
        yield Finding("wrong_background", confidence=0.9 if share < SURELY else 0.6)


def colour(hue: int, saturation: int, value: int) -> str:
    """`red`, `blue`, `white`, or "" for any other."""
    if saturation < _WHITE:
        return "white" if value >= _BRIGHT else ""
    if value < _DEEP or saturation < _COLOURED:
        return ""
    if hue >= _RED_FROM or hue <= _RED_TO:
        return "red"
    return "blue" if _BLUE[0] <= hue <= _BLUE[1] else ""


def _behind(upright: Image.Image) -> Iterator[tuple[int, int, int]]:
    small = upright.convert("RGB")
    scale = SIDE / min(small.size)
    small = small.resize([max(1, round(side * scale)) for side in small.size], Image.Resampling.BOX)
    hsv = small.convert("HSV")
    width, height = hsv.size
    for y in range(round(DOWN * height)):
        for x in range(width):
            if y < TOP * height or not EDGE * width <= x < (1 - EDGE) * width:
                yield cast("tuple[int, int, int]", hsv.getpixel((x, y)))
