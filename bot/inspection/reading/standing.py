"""How the letters stand in their picture: upside down, or cut off by its edge."""

from collections.abc import Iterable

from bot.inspection.reading.frames import Spot, Spotted
from conversations.documents.findings import Finding

EDGE = 0.012
"""Of the width: nearer to it no line of a whole document begins or ends."""
LEAST_LETTERS = 30
LEAST_CUT = 2
LEAST_LINE = 6
END = 0.008
"""Of the height: at the upper and the lower edge one line of letters is enough, and a cut between
two lines leaves no more than this.
"""
SURE = 0.8
"""What the letters must be recognised with on the whole before their direction is believed."""
_CENTRED = ("provinsi", "daerah khusus")


def check_standing(seen: Spotted, page: int) -> Iterable[Finding]:
    """Nothing of a picture with few letters: those of a portrait are folds of its clothes."""
    if sum(len(spot.text) for spot in seen.spots if spot.confidence >= SURE) >= LEAST_LETTERS:
        yield from check_turned(seen, page)
        yield from check_cut(seen, page)


def check_turned(seen: Spotted, page: int) -> Iterable[Finding]:
    sure = sum(spot.confidence for spot in seen.spots) / max(len(seen.spots), 1)
    if seen.quarter and sure >= SURE:
        yield Finding("rotated", page, confidence=0.9, detail=str(seen.quarter * 90))


def check_cut(seen: Spotted, page: int) -> Iterable[Finding]:
    """Several lines that end at one edge; or the heading of a card far out of its middle."""
    left = sum(_low(spot) < EDGE * seen.width for spot in seen.spots)
    right = sum(_high(spot) > (1 - EDGE) * seen.width for spot in seen.spots)
    lines = [spot for spot in seen.spots if len(spot.text) >= LEAST_LINE]
    ends = sum(_top(spot) < END * seen.height for spot in lines)
    ends += sum(_bottom(spot) > (1 - END) * seen.height for spot in lines)
    if max(left, right) >= LEAST_CUT or ends or _off_centre(seen):
        yield Finding("cropped", page, confidence=0.8)


def _off_centre(seen: Spotted) -> bool:
    """The heading of an identity card stands in its middle: both halves must be there."""
    heading = next((s for s in seen.spots if s.text.casefold().startswith(_CENTRED)), None)
    if heading is None or not any(spot.text.startswith("NIK") for spot in seen.spots):
        return False
    middle = (_low(heading) + _high(heading)) / 2
    reach = middle - min(map(_low, seen.spots))
    return middle + reach > seen.width or middle < max(map(_high, seen.spots)) - middle


def _top(spot: Spot) -> float:
    return min(y for _, y in spot.corners)


def _bottom(spot: Spot) -> float:
    return max(y for _, y in spot.corners)


def _low(spot: Spot) -> float:
    return min(x for x, _ in spot.corners)


def _high(spot: Spot) -> float:
    return max(x for x, _ in spot.corners)
