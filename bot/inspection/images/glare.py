"""A lamp mirrored on a card: a white patch without any detail, in a picture that is not white."""

from collections.abc import Iterable

from PIL import Image

from bot.inspection.images.picture import Picture
from conversations.documents.findings import Finding

SIDE = 96
WHITE = 248
LEAST, MOST = 0.06, 0.4
"""Of the picture: a patch that covers letters, and no sheet of white paper."""
PAPER = 225
"""Brightness of the middle pixel above which the picture is of white paper."""


def check_glare(picture: Picture) -> Iterable[Finding]:
    share = largest_patch(picture.small_grey)
    if LEAST <= share <= MOST:
        yield Finding("glare", confidence=0.8)


def largest_patch(grey: Image.Image) -> float:
    """The part of the picture that one white patch covers; 0 on white paper."""
    small = grey.copy()
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    pixels = small.tobytes()
    if sorted(pixels)[len(pixels) // 2] >= PAPER:
        return 0.0
    white = {at for at, level in enumerate(pixels) if level >= WHITE}
    on_card = (patch for patch in _patches(white, small.width) if not _is_table(patch, small.size))
    return max(map(len, on_card), default=0) / len(pixels)


def _is_table(patch: set[int], size: tuple[int, int]) -> bool:
    """It reaches two sides of the picture: what the card lies on, and no lamp."""
    width, height = size
    columns, rows = {at % width for at in patch}, {at // width for at in patch}
    sides = (0 in columns, width - 1 in columns, 0 in rows, height - 1 in rows)
    return sum(sides) > 1


def _patches(white: set[int], width: int) -> Iterable[set[int]]:
    """Neighbours to four sides belong together."""
    left = set(white)
    while left:
        patch, edge = set[int](), [left.pop()]
        while edge:
            at = edge.pop()
            patch.add(at)
            near = {at - width, at + width, at - 1 if at % width else -1,
                    at + 1 if (at + 1) % width else -1} & left  # fmt: skip
            left -= near
            edge += near
        yield patch
