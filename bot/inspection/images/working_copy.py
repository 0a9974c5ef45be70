"""The copy that people are shown: pixels alone, written anew."""

from io import BytesIO

from PIL import Image

from bot.inspection.images.picture import Picture
from bot.inspection.thresholds import COPY_QUALITY, COPY_SIDE


def write_copy(upright: Image.Image) -> bytes:
    """JPEG without EXIF, GPS, profile, thumbnail or comment."""
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    out = BytesIO()
    bare.save(out, "JPEG", quality=COPY_QUALITY, optimize=True)
    return out.getvalue()


def mended(picture: Picture) -> tuple[str, ...]:
    """What the copy puts right."""
    what = {
        "turned": picture.orientation != 1,
        "converted": picture.kind == "heic",
        "shrunk": max(picture.size) > COPY_SIDE,
    }
    return tuple(word for word, true in what.items() if true)
