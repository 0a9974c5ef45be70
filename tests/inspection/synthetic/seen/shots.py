"""The ways this half takes pictures, and how it spoils them."""

from dataclasses import replace
from random import Random

from tests.inspection.synthetic.camera import Shot
from tests.inspection.synthetic.scanner import Glass

TABLES = ("wood", "cloth", "tile")


def shot(rng: Random) -> Shot:
    """A picture that nobody objects to."""
    return Shot(
        fill=rng.uniform(0.8, 0.88),
        turn=rng.uniform(-3, 3),
        lean=rng.uniform(0.01, 0.035),
        slope=rng.uniform(0.05, 0.25),
        shadow=rng.choice((0, 0, 0.2)),
        noise=rng.uniform(2, 5),
        quality=rng.randint(78, 92),
    )


def spoiled(code: str, rng: Random) -> Shot:
    clean = shot(rng)
    match code:
        case "blurry":
            return replace(clean, blur=rng.uniform(7, 10))
        case "too_dark":
            return replace(clean, light=rng.uniform(0.1, 0.16), noise=2)
        case "low_resolution":
            return replace(clean, frame=rng.choice(((320, 240), (360, 270))), noise=2)
        case "rotated":
            return replace(clean, quarter=rng.choice((1, 2, 3)))
        case "cropped":
            side = rng.choice((-1, 1))
            return replace(clean, shift=(side * rng.uniform(0.26, 0.34), 0), fill=0.95)
        case _:
            return replace(clean, glare=rng.uniform(0.2, 0.28))


def glass(rng: Random) -> Glass:
    return Glass(
        grey=rng.random() < 0.5,
        paper=rng.randint(236, 250),
        skew=rng.uniform(-0.8, 0.8),
        noise=rng.uniform(1.5, 4),
        quality=rng.randint(70, 88),
    )


def clouded(code: str, rng: Random) -> Glass:
    clean = glass(rng)
    match code:
        case "blurry":
            return replace(clean, blur=rng.uniform(5, 7))
        case "too_dark":
            return replace(clean, level=rng.uniform(0.12, 0.18), noise=2)
        case "low_resolution":
            return replace(clean, scale=0.24)
        case "rotated":
            return replace(clean, quarter=rng.choice((1, 2, 3)))
        case _:
            return replace(clean, cut=(rng.uniform(0.28, 0.34), 0, 0, 0))
