"""Lines as they stand on the upright, straight page."""

from collections.abc import Sequence
from math import atan2, cos, sin
from statistics import median

from bot.inspection.reading.frames import Spot, Spotted
from conversations.documents.contents.lines import Line

Point = tuple[float, float]
LEAST_LETTERS = 5
"""A shorter line does not tell which way the page is tilted."""


def upright(seen: Spotted, page: int = 1) -> tuple[Line, ...]:
    """The tilt of the letters is taken away, so that what stands in a row lies in a row."""
    tilt = _tilt(seen.spots)
    size = seen.width, seen.height
    return tuple(
        Line(spot.text, _box([_back(each, tilt, size) for each in spot.corners], *size), page,
             spot.confidence)
        for spot in seen.spots
    )  # fmt: skip


def _tilt(spots: tuple[Spot, ...]) -> float:
    """Radians to the right, of the long side of most lines."""
    slopes = [_slope(spot.corners) for spot in spots if len(spot.text) >= LEAST_LETTERS]
    return median(slopes) if slopes else 0.0


def _slope(corners: Sequence[Point]) -> float:
    """Of the upper edge, left to right."""
    left, right = sorted(sorted(corners, key=lambda corner: corner[1])[:2])
    low_left, low_right = sorted(sorted(corners, key=lambda corner: corner[1])[2:])
    upper = atan2(right[1] - left[1], right[0] - left[0])
    lower = atan2(low_right[1] - low_left[1], low_right[0] - low_left[0])
    return upper if abs(upper) < abs(lower) else lower


def _back(point: Point, tilt: float, size: tuple[int, int]) -> Point:
    """Turned back by `tilt` around the middle."""
    x, y = point[0] - size[0] / 2, point[1] - size[1] / 2
    return (
        x * cos(tilt) + y * sin(tilt) + size[0] / 2,
        -x * sin(tilt) + y * cos(tilt) + size[1] / 2,
    )


def _box(corners: list[Point], wide: int, high: int) -> tuple[float, float, float, float]:
    across, down = [x / wide for x, _ in corners], [y / high for _, y in corners]
    return min(across), min(down), max(across), max(down)
