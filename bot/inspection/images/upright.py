"""From what a decoder gives to plain pixels: no alpha, no palette, no profile, the right way up."""

from io import BytesIO

from PIL import Image, ImageCms

Size = tuple[int, int]
GREY = frozenset(("1", "L", "LA", "I", "I;16", "I;16B", "I;16L", "F"))
DEEP = frozenset(("I", "I;16", "I;16B", "I;16L"))
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def flat(picture: Image.Image, longest: int) -> Image.Image:
    """In L or RGB of the common colour space, no side longer than `longest`."""
    mode = "L" if picture.mode in GREY else "RGB"
    profile = picture.info.get("icc_profile")
    plain = _without_alpha(_smaller(_eight_bits(picture), longest))
    if profile and plain.mode == "RGB":
        return _in_common_colours(plain, profile)
    return plain.convert(mode)


def turn(picture: Image.Image, orientation: int) -> Image.Image:
    """`orientation` as EXIF numbers it."""
    how = _TURNS.get(orientation)
    return picture if how is None else picture.transpose(how)


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode in DEEP:
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"1", "F"}:
        return picture.convert("L")
    if picture.mode in {"P", "PA"}:
        return picture.convert("RGBA")
    return picture


def _smaller(picture: Image.Image, longest: int) -> Image.Image:
    width, height = picture.size
    scale = longest / max(width, height)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _without_alpha(picture: Image.Image) -> Image.Image:
    """On white, as paper is."""
    if picture.mode not in {"RGBA", "LA", "RGBa", "La"}:
        return picture
    picture = picture.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _in_common_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """Phones save in a wider colour space; without its profile red would turn dull."""
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        common = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, given, common, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a broken profile: the colours as they stand
    return turned or picture
