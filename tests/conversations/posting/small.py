"""The small example posting, and edits of it: what a test changes is all that it says."""

from pathlib import Path
from typing import Any

import yaml

from bot.postings import TEMPLATE, read_texts

FILES = read_texts(TEMPLATE)
SLIPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "slips.yaml").read_text("utf-8")
)
POSTING, INDONESIAN = FILES["posting.yaml"], FILES["id.yaml"]


def edited(text: str, *pairs: tuple[str, str]) -> str:
    """`text` with each first part, which stands there exactly once, replaced by the second."""
    for old, new in pairs:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def line_of(text: str, part: str) -> int:
    """The line on which `part` begins the last time, counted from 1."""
    return text[: text.rindex(part)].count("\n") + 1
