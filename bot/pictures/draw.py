"""Draws a sheet as a picture for the chat."""

import json
from pathlib import Path

import fontpkg_inter
import typst
from msgspec import to_builtins

from conversations.pictures.sheet import Sheet

TEMPLATE = Path(__file__).with_name("picture.typ")
FONTS = Path(fontpkg_inter.ROOT) / "files"
WIDTH, HEIGHT = 1080, 1350
"""Pixels; the template measures in points, and one point is one pixel."""


def draw(sheet: Sheet, verify: str, address: str) -> bytes:
    """A PNG. `verify` says what the `address` at its foot is for."""
    data = {**to_builtins(sheet), "verify": verify, "address": address}
    return typst.compile(
        TEMPLATE,
        format="png",
        ppi=72.0,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
