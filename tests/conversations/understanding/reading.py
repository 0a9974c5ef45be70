"""The reading of words that the tests share, and how answers are compared with what was written."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from bot.lexicon import load_lexicon
from conversations.understanding.meaning import Wanted
from conversations.understanding.understand import Understanding

HERE = Path(__file__).parent
DAY = date(2025, 12, 18)


@cache
def understanding() -> Understanding:
    return Understanding(load_lexicon())


class Tally(Struct):
    """How many lines there are, how many were read as written, how many got another value."""

    lines: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def share(self) -> float:
        return self.right / self.lines


def answers(path: Path) -> Tally:
    """Of a set of answers. Nothing of any line is kept."""
    tally = Tally()
    for line in _lines(path):
        found = understanding().understand(_wanted(line), line["text"])
        same = near(found.value, line["value"])
        tally.lines += 1
        tally.right += same and found.intent == line["intent"]
        tally.wrong += found.value is not None and not same
    return tally


def messages(path: Path) -> Tally:
    """Of a set of free messages; a part that was not found is not wrong."""
    tally = Tally()
    for line in _lines(path):
        stated = understanding().facts(line["text"], _day(line))
        found = _folded({one.key: one.value for one in stated})
        wanted = _folded(line["facts"])
        tally.lines += 1
        tally.right += found == wanted
        tally.wrong += not said(found, wanted)
    return tally


def near(one: object, other: object) -> bool:
    """Numbers to two places; everything else exactly."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return isinstance(one, bool) == isinstance(other, bool) and abs(one - other) < 0.011
    return one == other


def said(found: Any, wanted: Any) -> bool:  # noqa: ANN401 - JSON of any shape
    """Was everything that was found said? An empty list says that there is none."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        return all(key in wanted and said(one, wanted[key]) for key, one in found.items())
    if isinstance(found, list) and isinstance(wanted, list):
        fits = all(any(said(one, other) for other in wanted) for one in found)
        return fits and bool(found) == bool(wanted)
    return bool(found == wanted)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def _wanted(line: Mapping[str, Any]) -> Wanted:
    return Wanted(
        line["question_kind"], line["question"], line.get("field") or "",
        tuple(line.get("options") or ()), line.get("unit") or "", _day(line),
    )  # fmt: skip


def _day(line: Mapping[str, Any]) -> date:
    return datetime.fromisoformat(line["now"]).date() if line.get("now") else DAY


def _folded(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {key: _folded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_folded(one) for one in value]
    return value.casefold() if isinstance(value, str) else value
