"""What a look at one kind of document goes by, as its posting says."""

from msgspec import Struct


class Checks(Struct, frozen=True, omit_defaults=True):
    """`pixels` is the least longer side of a picture (0: the usual), `aspect` width and height of a
    photo (0: any), `background` its colour ("": any), `reads` the fields to be read.
    """

    pixels: int = 0
    aspect: tuple[int, int] = (0, 0)
    background: str = ""
    reads: tuple[str, ...] = ()


NO_CHECKS = Checks()
