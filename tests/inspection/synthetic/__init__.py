"""Documents of people who do not exist, good ones and flawed ones, made anew from a seed.

The two halves share only the tools in this folder: templates, fonts and ways of taking pictures
are a half's own, so that what is tuned on `seen` can be measured on `unseen`.
"""

from collections.abc import Iterator
from importlib import import_module

from tests.inspection.synthetic.specimen import SLOTS, Desk, Half, Specimen

__all__ = ["SLOTS", "Half", "Specimen", "files", "of_slot"]
SEED = 2026


def files(half: Half, seed: int = SEED) -> Iterator[Specimen]:
    """Every specimen of a half, made when it is asked for."""
    for slot in SLOTS:
        yield from of_slot(half, slot, seed)


def of_slot(half: Half, slot: str, seed: int = SEED) -> Iterator[Specimen]:
    """The specimens sent for one slot; the same bytes for the same seed."""
    module = import_module(f"tests.inspection.synthetic.{half}.{slot}")
    made: Iterator[Specimen] = module.specimens(Desk(half, slot, seed))
    return made
