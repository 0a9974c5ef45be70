"""Typst sources become pages: PDF with a text layer, or pixels."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_inter
import typst
from PIL import Image

_SYSTEM = Path("/usr/share/fonts/truetype")


@cache
def _fonts() -> typst.Fonts:
    places = [Path(fontpkg_inter.__file__).parent / "files"]
    if _SYSTEM.is_dir():
        places.append(_SYSTEM)
    return typst.Fonts(include_system_fonts=False, font_paths=places)


def quoted(text: str) -> str:
    """The text as a Typst string, whatever signs it has."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def filled(template: str, values: Mapping[str, str]) -> str:
    """`<<name>>` in the template becomes the value, safe within Typst markup."""
    for key, value in values.items():
        template = template.replace(f"<<{key}>>", f"#{quoted(value)}")
    return template


def pdf(source: str) -> bytes:
    made = typst.compile(source.encode(), font_paths=_fonts(), format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


def pages(source: str, ppi: float = 150) -> list[Image.Image]:
    return [Image.open(BytesIO(sheet)).convert("RGB") for sheet in rendered(source, ppi)]


def rendered(source: str, ppi: float) -> list[bytes]:
    """PNG bytes of each page."""
    made = typst.Compiler(b"", font_paths=_fonts()).compile(source.encode(), format="png", ppi=ppi)
    return made if isinstance(made, list) else [made or b""]


def picture(source: str, ppi: float = 150) -> Image.Image:
    return pages(source, ppi)[0]
