"""Arithmetic over the pixels of whole pictures, by Pillow alone."""

from typing import Any

from PIL import Image, ImageMath


def product(first: Image.Image, second: Image.Image) -> Image.Image:
    parts = {"a": first.convert("F"), "b": second.convert("F")}
    return evaluated(lambda v: v["a"] * v["b"], parts)


def evaluated(expression: Any, pictures: dict[str, Image.Image]) -> Image.Image:  # noqa: ANN401 - Pillow's operands have no public type
    found = ImageMath.lambda_eval(expression, **pictures)
    if not isinstance(found, Image.Image):
        raise TypeError("an expression over pictures gives a picture")
    return found


def mean(picture: Image.Image) -> float:
    pixel = picture.convert("F").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return float(pixel) if isinstance(pixel, int | float) else 0.0


def exceeded_by(picture: Image.Image, share: float) -> int:
    """The brightness that this share of the pixels exceeds."""
    left = share * picture.width * picture.height
    for level, count in reversed(tuple(enumerate(picture.histogram()))):
        left -= count
        if left <= 0:
            return level
    return 0
