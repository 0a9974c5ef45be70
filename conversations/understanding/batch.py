"""Answers and free messages by the thousand: a line of JSON in, a line of JSON out."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from conversations.understanding.meaning import Kind, Meaning, Wanted
from conversations.understanding.understand import Understanding

_OLDEST = "1900-01-01"
_encode = msgspec.json.Encoder().encode


class AnswerLine(Struct):
    """An answer to a question, as it comes in."""

    question_kind: Kind
    text: str
    question: str = ""
    id: object = None
    field: str | None = None
    options: tuple[str, ...] | None = None
    unit: str | None = None
    now: Annotated[datetime, Meta(tz=True)] | None = None


class MessageLine(Struct):
    """A free message, as it comes in."""

    text: str
    id: object = None
    now: Annotated[datetime, Meta(tz=True)] | None = None


_answers = msgspec.json.Decoder(AnswerLine).decode
_messages = msgspec.json.Decoder(MessageLine).decode


def answer_understand(understanding: Understanding, line: bytes, day: date) -> bytes:
    """One line for one line, ended; what is wrong with it is said without its values."""
    try:
        asked = _answers(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return _encode({"error": str(error)}) + b"\n"
    wanted = Wanted(
        asked.question_kind, asked.question, asked.field or "", asked.options or (),
        asked.unit or "", _day(asked.now, day),
    )  # fmt: skip
    found = _possible(wanted, understanding.understand(wanted, asked.text))
    told = {"id": asked.id, "value": found.value, "intent": found.intent}
    return _encode({**told, "because": found.because}) + b"\n"


def _possible(wanted: Wanted, found: Meaning) -> Meaning:
    """A birth that is still to come, or before anybody who lives, is refused."""
    born = str(found.value) if wanted.field == "birth_date" and found.value else ""
    if born and not _OLDEST <= born <= f"{wanted.today}":
        return Meaning(intent="invalid", because=found.because)
    return found


def answer_facts(understanding: Understanding, line: bytes, day: date) -> bytes:
    """The same for what a free message states of its writer."""
    try:
        said = _messages(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return _encode({"error": str(error)}) + b"\n"
    stated = understanding.facts(said.text, _day(said.now, day))
    because = {one.key: one.because for one in stated}
    facts = {one.key: one.value for one in stated}
    return _encode({"id": said.id, "facts": facts, "because": because}) + b"\n"


def _day(now: datetime | None, day: date) -> date:
    return now.date() if now else day
