"""Is it sharp? The energy of the Laplacian where the edges are, in parts of their contrast.

In parts of the contrast, because a pale or dark picture is not blurred by that; only at edges,
because a page is mostly paper; and with the share of the noise taken off, because noise looks
sharp.
"""

from PIL import Image, ImageChops, ImageFilter

from bot.inspection.images.pixels import evaluated, exceeded_by, mean, product
from bot.inspection.thresholds import LEAST_SHARP, LEAST_SHARP_OTHERWISE, SURELY_BLURRED

LEAST_SIDE = 32
LEAST_CONTRAST = 12  # of 255; below it there is no edge to judge by
NOISE_SPAN = 12  # twice what seven by seven pixels of noise alone span, in deviations
EDGE_SHARE = 0.5  # of the strongest contrasts
LEAST_EDGES = 0.0005  # of all pixels; a blank page is not blurred
MOST_NOISE = 12  # deviation; a page dithered to black and white has 25, a photo at night 10
COARSE = 4
LAPLACIAN_GAIN, MASK_GAIN, MEDIAN_TO_SIGMA = 20, 6, 0.6745


def blur(grey: Image.Image, slot: str) -> float:
    """0 where it is sharp or has nothing to judge by, else how sure we are of blur, to 1."""
    least, found = LEAST_SHARP.get(slot, LEAST_SHARP_OTHERWISE), sharpness(grey)
    if found is None or found >= least:
        return 0.0
    return min(1.0, 0.5 + 0.5 * (least - found) / (least * (1 - SURELY_BLURRED)))


def sharpness(grey: Image.Image) -> float | None:
    """The higher the sharper, whatever the contrast; None where there is nothing to see."""
    if min(grey.size) < LEAST_SIDE:
        return None
    contrast = _contrast(grey)
    squared, noise = _responses(grey)
    if noise > MOST_NOISE:
        return None
    edge = max(LEAST_CONTRAST, EDGE_SHARE * exceeded_by(contrast, 0.01), NOISE_SPAN * noise)
    at_edges = contrast.point([int(level >= edge) for level in range(256)])
    share = mean(at_edges)
    if share < LEAST_EDGES:
        return 0.0 if _has_shapes(grey, noise) else None
    energy = mean(product(squared, at_edges)) / share - LAPLACIAN_GAIN * noise**2
    height = mean(product(product(contrast, contrast), at_edges)) / share
    return max(0.0, energy) / height


def _has_shapes(grey: Image.Image, noise: float) -> bool:
    """Whether there is something, with all its edges gone, and not only uneven light."""
    coarse = _contrast(grey.reduce(COARSE))
    return exceeded_by(coarse, 0.01) > max(LEAST_CONTRAST, NOISE_SPAN * noise / COARSE)


def _contrast(grey: Image.Image) -> Image.Image:
    """Brightest less darkest of the seven by seven pixels around each, without the border."""
    bright = dark = grey
    for _ in range(3):
        bright = bright.filter(ImageFilter.MaxFilter(3))
        dark = dark.filter(ImageFilter.MinFilter(3))
    return _inner(ImageChops.subtract(bright, dark))


def _responses(grey: Image.Image) -> tuple[Image.Image, float]:
    """The squared Laplacian without the border, and the noise as a deviation of brightness."""
    around = {
        f"{name}{number}": _inner(grey, x, y).convert("F")
        for name, places in (("b", ((1, 0), (0, 1), (2, 1), (1, 2))), ("c", CORNERS))
        for number, (x, y) in enumerate(places)
    }
    centre = _inner(grey).convert("F")
    beside = evaluated(lambda v: v["b0"] + v["b1"] + v["b2"] + v["b3"], around)
    corners = evaluated(lambda v: v["c0"] + v["c1"] + v["c2"] + v["c3"], around)
    parts = {"c": centre, "b": beside, "k": corners}
    squared = evaluated(lambda v: (v["b"] - v["c"] * 4) * (v["b"] - v["c"] * 4), parts)
    mask = evaluated(lambda v: abs(v["c"] * 4 - v["b"] * 2 + v["k"]), parts)
    return squared, exceeded_by(mask.convert("L"), 0.5) / MEDIAN_TO_SIGMA / MASK_GAIN


CORNERS = ((0, 0), (2, 0), (0, 2), (2, 2))


def _inner(picture: Image.Image, left: int = 1, top: int = 1) -> Image.Image:
    """All but a border of one pixel, or the same moved by one."""
    return picture.crop((left, top, left + picture.width - 2, top + picture.height - 2))
