"""Is there enough light to read by?"""

from PIL import Image

from bot.inspection.thresholds import LEAST_BRIGHT, SURELY_DARK

SHARE = 0.9


def darkness(grey: Image.Image) -> float:
    """0 where it is light enough, else how sure we are that it is not, to 1."""
    bright = _level(grey.histogram(), SHARE)
    if bright >= LEAST_BRIGHT:
        return 0.0
    return min(1.0, 0.5 + 0.5 * (LEAST_BRIGHT - bright) / (LEAST_BRIGHT - SURELY_DARK))


def _level(histogram: list[int], share: float) -> int:
    """The brightness that `share` of the pixels do not exceed."""
    left = share * sum(histogram)
    for level, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return level
    return len(histogram) - 1
