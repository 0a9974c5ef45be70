"""What lies under a paper that is photographed."""

from random import Random

import numpy as np
from PIL import Image, ImageFilter

_TONES = {
    "wood": (126, 88, 56),
    "dark": (52, 48, 50),
    "cloth": (148, 154, 168),
    "tile": (196, 190, 178),
    "green": (70, 98, 82),
}


def table(kind: str, rng: Random, size: tuple[int, int] = (700, 525)) -> Image.Image:
    chance = np.random.default_rng(rng.getrandbits(32))
    width, height = size
    rows, columns = (height, 12) if kind == "wood" else (height // 6, width // 6)
    rough = chance.normal(0, 12, (rows, columns, 1)).clip(-40, 40)
    tone = np.array(_TONES[kind]) + rough
    image = Image.fromarray(tone.clip(0, 255).astype(np.uint8))
    return image.resize(size).filter(ImageFilter.GaussianBlur(1))
