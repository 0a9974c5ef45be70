"""Walks the table of docs/waktu.md: each act, before the opening, while open, after the closing."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.texts import load_phrases
from conversations.dialog.event import Pressed
from tests.conversations.dialog.talk import A_SECOND, CLOSING, Talk, edition, started
from tests.conversations.dialog.test_verdict import done

PAGE = Path(__file__).parents[3] / "docs" / "waktu.md"
OPENING = edition().posting.opens_at
TIMES = (OPENING - A_SECOND, CLOSING - A_SECOND, CLOSING)
SAID = load_phrases("dialog")["id"]


def first(now: datetime) -> str:
    return Talk(now).open()


def again(now: datetime) -> str:
    return started(now).open()


def agree(now: datetime) -> str:
    talk = Talk(now)
    talk.open()
    return talk.press("Setuju")


def answer(now: datetime) -> str:
    return started(now).say("14 Mei 1990")


def finish(now: datetime) -> str:
    return "\n".join(message.text for message in done(now).turn.messages)


def next_step(now: datetime) -> str:
    return started(now).say("formulir")


def change(now: datetime) -> str:
    talk = done(now)
    talk.hear(Pressed("q:birth_date::0"))
    return talk.say("15 Mei 1990")


def summary(now: datetime) -> str:
    talk = started(now)
    talk.say("14 Mei 1990")
    return talk.say("ringkasan")


def stop(now: datetime) -> str:
    return started(now).say("nanti")


def restart(now: datetime) -> str:
    return started(now).say("mulai dari awal", "ya")


def withdraw(now: datetime) -> str:
    return started(now).say("cabut persetujuan", "ya")


ACTS: dict[str, Callable[[datetime], str]] = {
    "come for the first time": first,
    "come again": again,
    "consent": agree,
    "acknowledge": agree,
    "answer a question": answer,
    "answer the last question": finish,
    "look at the next step": next_step,
    "read the summary": summary,
    "change an answer after the verdict": change,
    "stop for now": stop,
    "start over": restart,
    "withdraw consent": withdraw,
}


def table() -> list[tuple[str, list[str]]]:
    rows = [
        line.strip("| \n").split(" | ") for line in PAGE.read_text().splitlines() if "`" in line
    ]
    return [(row[0], [cell.strip("`") for cell in row[1:]]) for row in rows if len(row) == 4]


def test_the_page_tells_of_every_act() -> None:
    assert [act for act, _ in table()] == list(ACTS)


@pytest.mark.parametrize(("act", "keys"), table(), ids=[act for act, _ in table()])
def test_each_act_says_what_the_page_says(act: str, keys: list[str]) -> None:
    for now, key in zip(TIMES, keys, strict=True):
        told = ACTS[act](now)
        assert spoken(key).search(told), (now, key)
        others = {other for other in keys if other != key}
        assert not any(spoken(other).search(told) for other in others)


@pytest.mark.parametrize("now", TIMES)
@pytest.mark.parametrize("act", [
    "come for the first time", "answer the last question", "look at the next step", "stop for now",
    "withdraw consent",
])  # fmt: skip
def test_every_end_says_that_the_official_form_decides(act: str, now: datetime) -> None:
    assert SAID("dialog.form_decides") in ACTS[act](now)


def test_the_second_of_the_closing_is_closed_in_every_zone() -> None:
    utc = datetime.fromisoformat("2025-12-22T09:00:00+00:00")
    assert spoken("greeting.closed").search(first(utc))
    assert spoken("greeting.open").search(first(utc - A_SECOND))


def spoken(key: str) -> re.Pattern[str]:
    """The sentence of a key, whatever stands in its places."""
    parts = re.split(r"{\w+}", SAID(f"dialog.{key}"))
    return re.compile(".+?".join(map(re.escape, parts)), re.DOTALL)
