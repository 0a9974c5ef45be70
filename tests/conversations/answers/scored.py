"""Holds answers against a set of questions, by the rules that the README beside it tells."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from bot.answers import load_answers
from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.answers.answers import Answered, Answers

FOLDER = Path(__file__).parent
DEV, HELD = FOLDER / "ask_dev.jsonl", FOLDER / "held" / "ask_held.jsonl"
SECOND_DEV = FOLDER / "second" / "dev" / "ask_dev.jsonl"
SECOND_HELD = FOLDER / "second" / "held" / "ask_held.jsonl"
Asked = dict[str, Any]


class Totals(Struct):
    """Questions and right ones by kind; `confident` are wrong without a sign of doubt."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    confident: int = 0

    @property
    def share(self) -> float:
        return self.right.total() / self.asked.total()

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {self.right[kind]}/{n}" for kind, n in self.asked.items())
        whole = f"{self.right.total()}/{self.asked.total()} ({self.share:.1%}) right"
        return f"{whole}, {self.confident} confidently wrong: {kinds}"


def shipped_answers() -> Answers:
    return load_answers(load_edition(SHIPPED / "ppkukm-koperasi-2026"), load_phrases())


def questions(path: Path) -> list[Asked]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def answered(answers: Answers, asked: list[Asked]) -> Iterator[tuple[Asked, Answered]]:
    """Each question with its answer; a follow-up knows what was asked before it."""
    said: dict[str, str] = {}
    for one in asked:
        context = said.get(one.get("after", ""), "")
        said[one["id"]] = f"{context} {one['q']}".strip()
        moment = one.get("now")
        now = None if moment is None else _moment(moment)
        yield one, answers.ask(one["q"], "", now, context)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def faults(one: Asked, got: Answered) -> list[str]:
    """What is wrong with an answer; nothing where it is right."""
    found = [] if got.kind == one["kind"] else [f"kind {got.kind}"]
    told = set(got.topics)
    groups = [{topic} if isinstance(topic, str) else set(topic) for topic in one["topics"]]
    found += [f"topic {sorted(group)}" for group in groups if not group & told]
    found += [f"must {entry}" for entry in one["must"] if not _stands(entry, got.text)]
    found += [f"never {entry}" for entry in one["never"] if _stands(entry, got.text)]
    return found


def _stands(entry: str, text: str) -> bool:
    return any(_within(word.strip(), text) for word in entry.split(" | "))


def _within(word: str, text: str) -> bool:
    if "bit.ly/" in word:
        return word in text
    return _even(word) in _even(text)


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def totals(answers: Answers, path: Path) -> Totals:
    """Only how many: nothing of any single question leaves this function."""
    found = Totals()
    for one, got in answered(answers, questions(path)):
        found.asked[one["kind"]] += 1
        wrong = faults(one, got)
        found.right[one["kind"]] += not wrong
        found.confident += bool(wrong) and got.sure
    return found
