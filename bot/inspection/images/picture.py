"""One picture under inspection."""

from functools import cached_property

from PIL import Image

from bot.inspection.images.decoders import open_picture
from bot.inspection.images.metadata import has_gps, orientation
from bot.inspection.images.upright import Size, flat, turn
from bot.inspection.piece import Piece
from bot.inspection.thresholds import BLUR_SIDE, COPY_SIDE

SIDEWAYS = frozenset((5, 6, 7, 8))


class Picture(Piece):
    """Each part is worked out when a check first asks for it, and may raise what decoders raise."""

    @cached_property
    def opened(self) -> Image.Image:
        if self.kind is None:
            raise ValueError("not a picture")
        return open_picture(self.data, self.kind)

    @cached_property
    def orientation(self) -> int:
        """As EXIF numbers it: 1 is upright. libheif has turned the picture already."""
        return 1 if self.kind == "heic" else orientation(self.opened)

    @cached_property
    def size(self) -> Size:
        """Pixels as people see it, before it is made smaller."""
        _ = self.upright  # decoding in draft changes what `opened` says of itself
        return self._size

    @cached_property
    def upright(self) -> Image.Image:
        """Decoded, turned, in RGB or L, no side longer than that of a working copy."""
        opened = self.opened
        width, height = opened.size
        self._size = (height, width) if self.orientation in SIDEWAYS else (width, height)
        opened.draft(None, (COPY_SIDE, COPY_SIDE))  # JPEG decodes large ones smaller at once
        opened.load()
        return turn(flat(opened, COPY_SIDE), self.orientation)

    @cached_property
    def small_grey(self) -> Image.Image:
        grey = self.upright.convert("L")
        grey.thumbnail((BLUR_SIDE, BLUR_SIDE), Image.Resampling.BOX)
        return grey

    @cached_property
    def gps(self) -> bool:
        return has_gps(self.opened, self.data)
