"""What a button says when it is pressed: its screen, its question, its value, its version."""

from msgspec import Struct

LONGEST = 64


class Token(Struct, frozen=True):
    """`screen:key:value:version`. Version 0 holds at any time, others only while shown."""

    screen: str
    key: str = ""
    value: str = ""
    version: int = 0

    def __str__(self) -> str:
        return f"{self.screen}:{self.key}:{self.value}:{self.version}"


def read_token(text: str) -> Token | None:
    """The token of a button; None where the text never was one."""
    parts = text.split(":")
    if len(parts) != 4 or not parts[3].isdecimal() or len(text) > LONGEST:  # noqa: PLR2004 - parts
        return None
    return Token(parts[0], parts[1], parts[2], int(parts[3]))
