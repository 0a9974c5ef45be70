"""What light and the sensor do to a picture. Each function gives a new picture."""

from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Pixels = NDArray[np.floating]


def _pixels(image: Image.Image) -> Pixels:
    return np.asarray(image, dtype=np.float32)


def _image(pixels: Pixels) -> Image.Image:
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def fall(image: Image.Image, level: float, slope: float, rng: Random) -> Image.Image:
    """Brightness `level`, falling by `slope` from one side to the other."""
    width, height = image.size
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32) * rng.choice((-1, 1))
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32) * rng.uniform(-1, 1)
    factor = level * (1 - slope * (across[None, :] + down[:, None]))
    return _image(_pixels(image) * factor[:, :, None])


def cast(image: Image.Image, depth: float, rng: Random) -> Image.Image:
    """The shadow of a phone or an arm from one edge, `depth` 0..1."""
    if not depth:
        return image
    width, height = image.size
    mask = Image.new("L", (width // 8, height // 8), 0)
    reach = rng.uniform(0.3, 0.6) * mask.width
    skew = rng.uniform(-0.3, 0.3) * mask.width
    shape = [(0, 0), (reach + skew, 0), (reach - skew, mask.height), (0, mask.height)]
    ImageDraw.Draw(mask).polygon(shape, fill=round(255 * depth))
    mask = mask.filter(ImageFilter.GaussianBlur(rng.uniform(2, 8))).resize(image.size)
    return Image.composite(Image.new("RGB", image.size), image, mask)


def shine(
    image: Image.Image, strength: float, shift: tuple[float, float], rng: Random
) -> Image.Image:
    """A lamp mirrored on the paper's middle parts; `strength` is its radius in frame heights."""
    if not strength:
        return image
    width, height = image.size
    mask = Image.new("L", (width // 4, height // 4), 0)
    radius = strength * mask.height
    x = mask.width * (rng.uniform(0.38, 0.62) + shift[0])
    y = mask.height * (rng.uniform(0.4, 0.6) + shift[1])
    oval = (x - radius * 1.3, y - radius, x + radius * 1.3, y + radius)
    ImageDraw.Draw(mask).ellipse(oval, fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(radius / 5)).resize(image.size)
    return Image.composite(Image.new("RGB", image.size, (255, 255, 252)), image, mask)


def grain(image: Image.Image, sigma: float, rng: Random) -> Image.Image:
    if not sigma:
        return image
    chance = np.random.default_rng(rng.getrandbits(32))
    speckle = chance.standard_normal((image.height, image.width, 1), dtype=np.float32)
    return _image(_pixels(image) + sigma * speckle)
