"""A phone's picture of a paper: the way it lies, the light, the lens, the file."""

from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.inspection.synthetic import light

Corners = list[tuple[float, float]]


@dataclass(frozen=True)
class Shot:
    """`fill`: the part of the frame the paper takes; `turn`: degrees; `lean`: how far the corners
    are off, as a part of the paper; `shift`: of the paper's middle, as parts of the frame;
    `blur` and `smear`: pixels; `quarter`: turns by 90 degrees that the phone does not know of;
    `exif`: the orientation that it does know of.
    """

    frame: tuple[int, int] = (1400, 1050)
    fill: float = 0.84
    turn: float = 0
    lean: float = 0.02
    shift: tuple[float, float] = (0, 0)
    light: float = 1
    slope: float = 0.15
    shadow: float = 0
    glare: float = 0
    blur: float = 0
    smear: int = 0
    noise: float = 3
    quarter: int = 0
    exif: int = 1
    quality: int = 86


def photograph(paper: Image.Image, table: Image.Image, shot: Shot, rng: Random) -> bytes:
    """JPEG bytes."""
    return jpeg(_turned(exposed(paper, table, shot, rng), shot), shot.quality, shot.exif)


def exposed(paper: Image.Image, table: Image.Image, shot: Shot, rng: Random) -> Image.Image:
    """What the sensor sees."""
    lying = _smeared(_laid(paper, table, shot, rng), shot.smear)
    lens = lying.filter(ImageFilter.GaussianBlur(shot.blur)) if shot.blur else lying
    lit = light.fall(lens, shot.light, shot.slope, rng)
    lit = light.cast(lit, shot.shadow, rng)
    lit = light.shine(lit, shot.glare, shot.shift, rng)
    return light.grain(lit, shot.noise, rng)


def jpeg(image: Image.Image, quality: int, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def _turned(image: Image.Image, shot: Shot) -> Image.Image:
    unseen = {1: 0, 6: 90, 3: 180, 8: 270}[shot.exif]
    angle = (shot.quarter * 90 + unseen) % 360
    return image.rotate(angle, expand=True) if angle else image


def _smeared(image: Image.Image, length: int) -> Image.Image:
    """The hand moved to the side while the shutter was open."""
    if not length:
        return image
    pixels = np.asarray(image, dtype=np.float32)
    total = np.cumsum(np.pad(pixels, ((0, 0), (length, 0), (0, 0)), mode="edge"), axis=1)
    moved = (total[:, length:] - total[:, :-length]) / length
    return Image.fromarray(moved.clip(0, 255).astype(np.uint8))


def _laid(paper: Image.Image, table: Image.Image, shot: Shot, rng: Random) -> Image.Image:
    paper = _fitting(paper, shot)
    table = table.resize(shot.frame)
    corners = _corners(paper, shot, rng)
    way, fine = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    lying = paper.transform(shot.frame, way, _perspective(corners, paper.size), fine)
    mask = Image.new("L", shot.frame, 0)
    ImageDraw.Draw(mask).polygon(_within(corners), fill=255)
    table.paste(lying, mask=mask)
    return table


def _within(corners: Corners) -> Corners:
    """A hair inside the paper, whose outermost pixels are mixed with nothing."""
    x, y = sum(c[0] for c in corners) / 4, sum(c[1] for c in corners) / 4
    return [(x + (a - x) * 0.996, y + (b - y) * 0.996) for a, b in corners]


def _fitting(paper: Image.Image, shot: Shot) -> Image.Image:
    """The paper at the size it has in the frame: transforming alone would drop thin strokes."""
    scale = shot.fill * min(shot.frame[0] / paper.width, shot.frame[1] / paper.height)
    size = round(paper.width * scale), round(paper.height * scale)
    return paper.resize(size, Image.Resampling.LANCZOS)


def _corners(paper: Image.Image, shot: Shot, rng: Random) -> Corners:
    """Where the corners of the paper lie in the frame, from the upper left one clockwise."""
    (width, height), (across, down) = paper.size, shot.shift
    middle = shot.frame[0] * (0.5 + across), shot.frame[1] * (0.5 + down)
    turn, lean = radians(shot.turn), shot.lean * min(width, height)
    corners = []
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        right = x * width / 2 + rng.uniform(-lean, lean)
        below = y * height / 2 + rng.uniform(-lean, lean)
        corners.append(
            (
                middle[0] + right * cos(turn) - below * sin(turn),
                middle[1] + right * sin(turn) + below * cos(turn),
            )
        )
    return corners


def _perspective(corners: Corners, size: tuple[int, int]) -> list[float]:
    """The eight numbers by which Pillow finds the paper's point for each point of the frame."""
    width, height = size
    rows, wanted = [], []
    own = ((0, 0), (width, 0), (width, height), (0, height))
    for (x, y), (u, v) in zip(corners, own, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        wanted += [u, v]
    return [float(n) for n in np.linalg.solve(np.array(rows), np.array(wanted))]
