"""Reads the product's sentences; the only place that touches their files."""

from pathlib import Path

import conversations.texts
from conversations.texts.phrases import Phrases, parse_phrases

FOLDER = Path(conversations.texts.__file__).parent


def load_phrases(only: str = "*") -> dict[str, Phrases]:
    """Phrases by language, from the files that match `only`. Raises `PostingError`."""
    return {
        folder.name: parse_phrases(
            folder.name,
            {file.stem: file.read_text("utf-8") for file in sorted(folder.glob(f"{only}.yaml"))},
        )
        for folder in sorted(FOLDER.iterdir())
        if folder.is_dir() and not folder.name.startswith("_")
    }
