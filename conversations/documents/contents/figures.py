"""Digits as the recognition may have written them."""

import re
from collections.abc import Iterator

_MEANT = str.maketrans("OoQDIl|iBSsZz", "0000111185522")
_RUN = re.compile(r"[0-9OoQDIl|iBSsZz][0-9OoQDIl|iBSsZz.\- ]*")
LEAST_REAL = 0.6
"""The part of a run that must be digits already: words are no numbers."""


def runs(text: str) -> Iterator[str]:
    """Runs of digits without what divides them, slips mended."""
    for run in _RUN.findall(text):
        signs = re.sub(r"[.\- ]", "", run)
        if signs and sum(sign.isdigit() for sign in signs) >= LEAST_REAL * len(signs):
            yield signs.translate(_MEANT)


def longest(text: str) -> str:
    """The longest of them, which may be none."""
    return max(runs(text), key=len, default="")
