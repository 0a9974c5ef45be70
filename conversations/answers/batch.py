"""Questions by the thousand: a line of JSON in, a line of JSON out."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from conversations.answers.answers import Answers

_KEPT = 1000


class Line(Struct):
    """What comes in. `after` is the id of the question asked just before, of an earlier line;
    `context` its words, where it was none.
    """

    q: str
    id: object = None
    now: Annotated[datetime, Meta(tz=True)] | None = None
    after: object = None
    context: str = ""


class Told(Struct, frozen=True):
    id: object
    answer: str
    kind: str
    topics: tuple[str, ...]


class Desk:
    """Answers lines about one posting; remembers the last thousand questions for `after`."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._asked: dict[str, str] = {}
        self._decode = msgspec.json.Decoder(Line).decode
        self._encode = msgspec.json.Encoder().encode

    def answer(self, line: bytes) -> bytes:
        """One line for one line, ended; what is wrong with it is said without its words."""
        try:
            asked = self._decode(line)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            return self._encode({"error": str(error)}) + b"\n"
        context = self._asked.get(str(asked.after), asked.context)
        self._remember(str(asked.id), f"{context} {asked.q}" if context else asked.q)
        got = self._answers.ask(asked.q, "", asked.now, context)
        return self._encode(Told(asked.id, got.text, got.kind, got.topics)) + b"\n"

    def _remember(self, name: str, words: str) -> None:
        self._asked[name] = words
        if len(self._asked) > _KEPT:
            del self._asked[next(iter(self._asked))]
