"""Plays a transcript: `> ` the applicant, `< ` Pandu, `= ` a verdict, `@ ` the time, `# ` a note.

`> [label]` presses a button or box, `! ` writes a code and what becomes of it. `+ ` is the name of
a file that comes in, `~ ` that name again and, as JSON, what a look at it found. `* ` is what
staff do: `takes`, `says ...`, `gives back`, `blocks`, `unblocks`, or `waited` where nobody did.
The `= ` lines are written by hand from applicants.md.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import convert

from conversations.dialog.event import Coded, Filed, LookedAt
from conversations.dialog.known import values
from conversations.dialog.message import Message
from conversations.dialog.plan import Plan
from conversations.dialog.reach import CodeOutcome
from conversations.dialog.with_staff_acts import Act, Block, GiveBack, Reply, Take, Unblock
from conversations.eligibility.assess import assess
from tests.conversations.dialog.talk import Talk, edition

SAID = {">", "!", "+", "~", "*"}
ACTS: dict[str, Callable[[str], Act]] = {
    "takes": lambda _: Take(), "says": Reply, "gives": lambda _: GiveBack(),
    "waited": lambda _: GiveBack("time"), "blocks": lambda _: Block("abuse"),
    "unblocks": lambda _: Unblock(),
}  # fmt: skip
MARKS = {"not_met": "x", "unsure": "?", "unanswered": "?", "note": "i"}


def replay(text: str, talk: Talk | None = None) -> str:
    """The transcript as the talk goes now; its `= ` lines stand as they were."""
    talk, lines = talk or Talk(), list[str]()
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark in {"#", "@", *SAID, "=", ""}:
            lines.append(line)
        if mark == "@":
            talk.now = datetime.fromisoformat(rest)
        elif mark in SAID:
            _said(talk, mark, rest)
            lines += [f"< {said}".rstrip() for said in shown(talk.turn.messages)]
    return "\n".join(lines) + "\n"


def _said(talk: Talk, mark: str, rest: str) -> None:
    word, _, more = rest.partition(" ")
    if mark == "!":
        talk.hear(Coded(word, convert(more, CodeOutcome)))
    elif mark == "*":
        talk.staff(ACTS[word](more))
    elif mark == "+":
        number = len(talk.state.papers) + 1
        talk.hear(Filed(document=number, name=rest, digest=f"digest {number}"))
    elif mark == "~":
        found = json.loads(more) | {"document": number_of(talk, word)}
        talk.hear(convert(found, LookedAt))
    else:
        _say(talk, rest)


def number_of(talk: Talk, name: str) -> int:
    return next(paper.id for paper in talk.state.papers.values() if paper.name == name)


def _say(talk: Talk, words: str) -> None:
    if words == "(membuka)":
        talk.open()
    elif words.startswith("["):
        talk.press(words[1:-1])
    else:
        talk.say(words)


def verdicts(text: str) -> Iterator[tuple[str, str]]:
    """Each `= ` line, as written and as judged at that place of the talk."""
    talk = Talk()
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "@":
            talk.now = datetime.fromisoformat(rest)
        elif mark == ">":
            _say(talk, rest)
        elif mark == "=":
            yield rest, judged(talk)


def judged(talk: Talk) -> str:
    """`overall | failing: ... | unmet: ... | missing: ...`."""
    found = assess(edition().posting, values(Plan(edition().posting), talk.state.facts))
    parts = {"failing": found.failing, "unmet": found.unmet_preferred, "missing": found.missing}
    named = (f"{name}: {', '.join(ids) or 'none'}" for name, ids in parts.items())
    return " | ".join([found.overall, *named])


def shown(messages: tuple[Message, ...]) -> Iterator[str]:
    for message in messages:
        if message.image:
            yield f"(gambar {message.image.name}: {message.image.alt})"
        yield from message.text.splitlines()
        for card in (card for card in message.cards if card.mark != "met"):
            yield f"[{MARKS[card.mark]}] {card.title}: {card.reason}"
            general = f"(umum) {card.general}" if card.general else ""
            yield from (f"    {line}" for line in (card.remedy, general) if line)
        if met := [card.title for card in message.cards if card.mark == "met"]:
            yield f"[v] {'; '.join(met)}"
        yield from (f"({'x' if tick.on else ' '}) {tick.label}" for tick in message.ticks)
        if message.choices:
            yield " ".join(f"[{choice.label}]" for choice in message.choices)
