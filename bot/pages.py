"""How pages are made on the server, and the frame that the plain ones share."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

SHARED = Path(__file__).parent / "templates"


def templates(folder: Path) -> Environment:
    """Those of `folder`, which may extend `plain.html`; what people wrote is always escaped."""
    return Environment(
        loader=FileSystemLoader((folder, SHARED)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
