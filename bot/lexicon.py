"""Reads the words that understanding knows; the only place that touches their files."""

from functools import cache
from pathlib import Path

import yaml

import conversations.understanding
from conversations.understanding.lexicon import Lexicon

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
FOLDER = Path(conversations.understanding.__file__).parent / "data"


@cache
def load_lexicon() -> Lexicon:
    """All data files, every scalar a word; made once, since everybody reads the same words."""
    texts = {file.stem: file.read_text("utf-8") for file in FOLDER.glob("*.yaml")}
    return Lexicon({name: yaml.load(text, _LOADER) for name, text in texts.items()})  # noqa: S506 only words
