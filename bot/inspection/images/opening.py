"""Does it open, with how many pixels and how many frames?"""

from collections.abc import Iterable

from bot.inspection.file_level import OURS
from bot.inspection.images.picture import Picture
from conversations.documents.findings import Finding

# Decoded in full: 45 megapixels of PNG are 180 MB, and WebP needs that three times over. JPEG
# decodes in reduced size, and phones take up to 108.
MOST_PIXELS = {"jpeg": 120_000_000, "png": 45_000_000, "webp": 25_000_000, "heic": 50_000_000}


def check_header(picture: Picture) -> Iterable[Finding]:
    try:
        width, height = picture.opened.size
    except OURS:
        raise
    except Exception as error:  # noqa: BLE001 - decoders raise of every kind on hostile bytes
        yield _of(error)
        return
    if width * height > MOST_PIXELS[picture.kind or "png"]:
        yield Finding("decompression_bomb", detail="pixels")


def check_frames(picture: Picture) -> Iterable[Finding]:
    """An iPhone's burst is several pictures and no animation."""
    if picture.kind in {"png", "webp"} and getattr(picture.opened, "is_animated", False):
        yield Finding("animated")


def check_pixels(picture: Picture) -> Iterable[Finding]:
    try:
        _ = picture.upright
    except OURS:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        yield _of(error)


def _of(error: Exception) -> Finding:
    bomb = isinstance(error, ValueError) and "too large" in str(error)  # Pillow's text chunks
    return Finding("decompression_bomb", detail="text") if bomb else Finding("corrupt_image")
