"""What people call their files, made fit to be shown: never used as a path."""

import re
import unicodedata

LONGEST = 100
SHORT = 24
NAMELESS = "berkas"
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def display_name(given: str) -> str:
    """The last part of a path, without signs that reverse or hide, at most 100 characters."""
    last = re.split(r"[/\\]", given.replace("\0", " "))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _HIDDEN)
    plain = " ".join(unicodedata.normalize("NFC", seen).replace("*", "").split())
    return _cut(plain.strip(". "), LONGEST) or NAMELESS


def short_name(name: str) -> str:
    """For a button."""
    return _cut(name, SHORT)


def _cut(name: str, most: int) -> str:
    """Its middle left out, so that its ending stays."""
    if len(name) <= most:
        return name
    tail = name[-(most // 3) :]
    return f"{name[: most - len(tail) - 1]}…{tail}"
