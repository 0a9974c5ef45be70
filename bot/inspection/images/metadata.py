"""The little that is read of a picture's metadata, before all of it is thrown away."""

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825
UPRIGHT, LAST = 1, 8
XMP_PLACE = b"exif:GPSL"  # GPSLatitude, GPSLongitude


def orientation(picture: Image.Image) -> int:
    """1 where nothing sensible is said. Raises nothing."""
    try:
        found = picture.getexif().get(ORIENTATION, UPRIGHT)
        return int(found) if UPRIGHT <= int(found) <= LAST else UPRIGHT
    except Exception:  # noqa: BLE001 - EXIF is hostile bytes: whatever its parser raises means none
        return UPRIGHT


def has_gps(picture: Image.Image, data: bytes) -> bool:
    """Whether it tells where it was taken. Raises nothing."""
    try:
        return XMP_PLACE in data or bool(picture.getexif().get_ifd(GPS))
    except Exception:  # noqa: BLE001 - as above
        return False
