"""What a button says when it is pressed: its screen, its question, its value, its version."""

import re

from msgspec import Struct

LONGEST = 64
_SHAPE = re.compile(r"([^:]*):([^:]*):([^:]*):(\d{1,9})", re.ASCII)


class Token(Struct, frozen=True):
    """`screen:key:value:version`. Version 0 holds at any time, others only while shown."""

    screen: str
    key: str = ""
    value: str = ""
    version: int = 0

    def __str__(self) -> str:
        return written(self.screen, self.key, self.value, self.version)


def written(screen: str, key: str, value: str, version: int) -> str:
    """A token as its button carries it."""
    return f"{screen}:{key}:{value}:{version}"


def read_token(text: str) -> Token | None:
    """The token of a button; None where the text never was one."""
    found = _SHAPE.fullmatch(text)
    return Token(found[1], found[2], found[3], int(found[4])) if found else None
