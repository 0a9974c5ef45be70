"""Did the hand move? Then edges across its way are gone, and those along it are as sharp as ever.

Sharpness on the whole does not see that: each direction is measured alone, and held against the
other.
"""

from collections.abc import Sequence

from PIL import Image, ImageChops

from bot.inspection.images.pixels import evaluated, exceeded_by, mean, product
from bot.inspection.images.sharpness import (
    EDGE_SHARE,
    LEAST_CONTRAST,
    LEAST_EDGES,
    LEAST_SIDE,
    blur,
)
from bot.inspection.thresholds import LEAST_SHARP, MOST_ONE_SIDED, SMEARED

SPAN = 7
"""Pixels in a row in which an edge is looked for."""


def unsharp(grey: Image.Image, slot: str) -> float:
    """By the lens or by the hand: 0 where it is sharp, else how sure we are, to 1."""
    letters = slot not in LEAST_SHARP
    return blur(grey, slot) or (smear(grey) if letters else 0.0)


def smear(grey: Image.Image) -> float:
    """0 where both directions are alike or cannot be judged, else how sure we are, to 1."""
    if min(grey.size) < LEAST_SIDE:
        return 0.0
    turned = grey.transpose(Image.Transpose.ROTATE_90)
    found = [each for picture in (grey, turned) if (each := _along_rows(picture)) is not None]
    if len(found) < len((grey, turned)):
        return 0.0
    weak, strong = sorted(found)
    if weak >= SMEARED or weak >= MOST_ONE_SIDED * strong:
        return 0.0
    return min(1.0, 0.6 + 0.4 * (1 - weak / SMEARED))


def _along_rows(grey: Image.Image) -> float | None:
    """Energy of the second difference where there are edges, in parts of their contrast."""
    shifted = [grey.crop((at, 0, at + grey.width - SPAN + 1, grey.height)) for at in range(SPAN)]
    contrast = _contrast(shifted)
    edge = max(LEAST_CONTRAST, EDGE_SHARE * exceeded_by(contrast, 0.01))
    at_edges = contrast.point([int(level >= edge) for level in range(256)])
    if (share := mean(at_edges)) < LEAST_EDGES:
        return None
    energy = mean(product(_second_difference(shifted), at_edges)) / share
    return energy / (mean(product(product(contrast, contrast), at_edges)) / share)


def _contrast(shifted: Sequence[Image.Image]) -> Image.Image:
    bright = dark = shifted[0]
    for each in shifted[1:]:
        bright, dark = ImageChops.lighter(bright, each), ImageChops.darker(dark, each)
    return ImageChops.subtract(bright, dark)


def _second_difference(shifted: Sequence[Image.Image]) -> Image.Image:
    """Squared."""
    middle = len(shifted) // 2
    parts = {"a": shifted[middle - 1], "b": shifted[middle], "c": shifted[middle + 1]}
    floats = {name: part.convert("F") for name, part in parts.items()}
    return evaluated(
        lambda v: (v["a"] + v["c"] - v["b"] * 2) * (v["a"] + v["c"] - v["b"] * 2), floats
    )
