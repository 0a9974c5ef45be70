"""The files of the project, as the guards see them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "storage", "conversations")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is committed or about to be, relative to the root, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the machine's git
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(sorted(Path(name) for name in listed if name and (ROOT / name).is_file()))


def text(path: Path) -> str:
    """The file's text, "" where it is none (a picture, a font)."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def code(*tops: str) -> list[Path]:
    """Python files below these top folders, the floors where none is named."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in (tops or FLOORS)]
