"""A flatbed's or an app's picture of paper, and PDFs made of pictures."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

import img2pdf
import pikepdf
from PIL import Image, ImageFilter, ImageOps

from tests.inspection.synthetic import camera, light


@dataclass(frozen=True)
class Glass:
    """`grey`: a grey scan; `paper`: the brightest tone; `skew`: degrees; `cut`: parts of the page
    lost at left, top, right, bottom; `scale`: of the pixels; `quarter`: turns by 90 degrees.
    """

    grey: bool = False
    paper: int = 246
    skew: float = 0
    blur: float = 0.4
    noise: float = 3
    cut: tuple[float, float, float, float] = (0, 0, 0, 0)
    scale: float = 1
    level: float = 1
    quarter: int = 0
    quality: int = 78


def scanned(page: Image.Image, glass: Glass, rng: Random) -> bytes:
    """JPEG bytes."""
    image = read(page, glass, rng).rotate(glass.quarter * 90, expand=True)
    return camera.jpeg(image, glass.quality)


def read(page: Image.Image, glass: Glass, rng: Random) -> Image.Image:
    """What the scanner sees."""
    image = ImageOps.grayscale(page).convert("RGB") if glass.grey else page
    image = image.rotate(glass.skew, Image.Resampling.BILINEAR, fillcolor=(255, 255, 255))
    image = _cut(image, glass).filter(ImageFilter.GaussianBlur(glass.blur))
    size = round(image.width * glass.scale), round(image.height * glass.scale)
    image = light.fall(image.resize(size), glass.level * glass.paper / 255, 0.03, rng)
    return light.grain(image, glass.noise, rng)


def _cut(image: Image.Image, glass: Glass) -> Image.Image:
    left, top, right, bottom = glass.cut
    width, height = image.size
    box = left * width, top * height, (1 - right) * width, (1 - bottom) * height
    return image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))


def bound(pictures: list[bytes]) -> bytes:
    """PDF with a picture on each A4 page, without a text layer."""
    a4 = img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)
    layout = img2pdf.get_layout_fun(a4, auto_orient=True)
    return bytes(
        img2pdf.convert(pictures, layout_fun=layout, nodate=True, engine=img2pdf.Engine.internal)
    )


def rotated_page(data: bytes, degrees: int) -> bytes:
    """The same PDF with `/Rotate` on each page."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        for page in document.pages:
            page.rotate(degrees, relative=False)
        document.save(out, deterministic_id=True)
    return out.getvalue()
