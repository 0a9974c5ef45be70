"""The ways this half takes pictures, and how it spoils them."""

from dataclasses import replace
from random import Random

from tests.inspection.synthetic.camera import Shot
from tests.inspection.synthetic.scanner import Glass

TABLES = ("dark", "green", "wood", "cloth")


def shot(rng: Random) -> Shot:
    """A picture that nobody objects to."""
    return Shot(
        frame=rng.choice(((1400, 1050), (1600, 1200), (1600, 900))),
        fill=rng.uniform(0.76, 0.9),
        turn=rng.uniform(-4.5, 4.5),
        lean=rng.uniform(0.0, 0.045),
        shift=(rng.uniform(-0.02, 0.02), rng.uniform(-0.02, 0.02)),
        light=rng.uniform(0.82, 1.04),
        slope=rng.uniform(0, 0.32),
        shadow=rng.choice((0, 0.12, 0.25)),
        blur=rng.choice((0, 0.5, 0.8)),
        noise=rng.uniform(1, 6.5),
        quality=rng.randint(70, 94),
    )


def spoiled(code: str, rng: Random) -> Shot:
    clean = shot(rng)
    match code:
        case "blurry":
            smeared = replace(clean, smear=rng.randint(22, 32))
            return rng.choice((smeared, replace(clean, blur=rng.uniform(6.5, 11))))
        case "too_dark":
            return replace(clean, light=rng.uniform(0.07, 0.17), noise=rng.uniform(1, 5))
        case "low_resolution":
            return replace(clean, frame=rng.choice(((300, 225), (400, 300))), noise=2, blur=0)
        case "rotated":
            return replace(clean, quarter=rng.choice((1, 2, 3)))
        case "cropped":
            across = rng.choice((-1, 1)) * rng.uniform(0.27, 0.36)
            return replace(clean, shift=rng.choice(((across, 0.02), (across, -0.1))), fill=0.96)
        case _:
            return replace(clean, glare=rng.uniform(0.18, 0.3))


def glass(rng: Random) -> Glass:
    return Glass(
        grey=rng.random() < 0.4,
        paper=rng.randint(218, 253),
        skew=rng.uniform(-1.6, 1.6),
        blur=rng.uniform(0.2, 0.8),
        noise=rng.uniform(0.5, 6),
        quality=rng.randint(60, 92),
    )


def clouded(code: str, rng: Random) -> Glass:
    clean = glass(rng)
    match code:
        case "blurry":
            return replace(clean, blur=rng.uniform(4.5, 8))
        case "too_dark":
            return replace(clean, level=rng.uniform(0.1, 0.19), noise=2)
        case "low_resolution":
            return replace(clean, scale=rng.uniform(0.2, 0.27), blur=0.3)
        case "rotated":
            return replace(clean, quarter=rng.choice((1, 2, 3)))
        case _:
            lost = rng.uniform(0.27, 0.36)
            return replace(clean, cut=rng.choice(((lost, 0, 0, 0), (0, 0, lost, 0))))
