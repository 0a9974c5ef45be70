"""One picture as its words: what is drawn, what is read aloud, and the code that proves both."""

from functools import cached_property
from hashlib import blake2b
from typing import Literal

import msgspec
from msgspec import Struct

Kind = Literal["steps", "list", "figures", "flow", "tips", "story"]


_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is taken for another


class Line(Struct, frozen=True):
    """`head` leads, `text` explains it; a `strong` one must not be missed."""

    head: str
    text: str = ""
    strong: bool = False


class Part(Struct, frozen=True):
    """Lines that are drawn in one manner, under a heading ("" = none)."""

    kind: Kind
    lines: tuple[Line, ...]
    head: str = ""


class Sheet(Struct, frozen=True, dict=True):
    """`mark` says, where it is not "", that these are not the agency's words."""

    name: str
    language: str
    title: str
    about: str
    source: str
    parts: tuple[Part, ...]
    note: str = ""
    mark: str = ""

    @cached_property
    def code(self) -> str:
        """Eight letters and digits; others once anything that it says is another."""
        digest = blake2b(msgspec.json.encode(self), digest_size=8).digest()
        return "".join(_SIGNS[byte % len(_SIGNS)] for byte in digest)

    @cached_property
    def alt(self) -> str:
        """Everything on it in lines of plain text."""
        lines = [self.title, self.mark]
        for part in self.parts:
            lines += [part.head, *(_told(one) for one in part.lines)]
        return "\n".join(line for line in [*lines, self.note, self.source] if line)


def _told(line: Line) -> str:
    return f"- {line.head}: {line.text}" if line.text else f"- {line.head}"
