"""`pandu play`: a conversation in the terminal, kept nowhere."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from bot.answers import load_answers
from bot.clock import Clock
from bot.lexicon import load_lexicon
from bot.postings import find_posting, load_edition, shipped
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Opened, Pressed, Said, Typed
from conversations.dialog.message import Card, Message
from conversations.dialog.state import State
from conversations.posting.reader import PostingError
from conversations.texts.phrases import Phrases
from conversations.understanding.understand import Understanding

LEAVE = frozenset({"/keluar", "/exit"})
MARKS = {"met": "[v]", "not_met": "[x]", "unsure": "[?]", "unanswered": "[?]", "note": "[i]"}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posting", default="", help="slug of a shipped posting, or its folder")
    parser.add_argument("--now", type=datetime.fromisoformat, help="ISO time to talk at")
    parser.add_argument("--language", default="", help="language to begin in")


def run(args: argparse.Namespace) -> int:
    """Talks until the input ends or /keluar. Exit code 2 where no posting is."""
    try:
        edition = load_edition(find_posting(args.posting or shipped()[0]))
        phrases = load_phrases()
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    now = args.now or Clock().now()
    if now.tzinfo is None:
        now = now.replace(tzinfo=edition.posting.tz)
    dialog = Dialog(edition, phrases, load_answers(edition, phrases).reply)
    dialog.reading(Understanding(load_lexicon()))
    _talk(dialog, phrases, now.astimezone(UTC), args.language)
    return 0


def _talk(dialog: Dialog, phrases: Mapping[str, Phrases], now: datetime, language: str) -> None:
    state, tokens = State(), list[str]()
    said: Said | None = Opened(language)
    while said is not None:
        turn = dialog.advance(state, said, now)
        state = turn.state
        for message in turn.messages:
            print("\n".join(shown(message, phrases[state.language])), end="\n\n")
            tokens = [tick.token for tick in message.ticks]
            tokens += [choice.token for choice in message.choices]
        said = _next(tokens)


def _next(tokens: list[str]) -> Said | None:
    """What is said next: a number presses what it stands before."""
    print("> ", end="", flush=True)
    line = sys.stdin.readline()
    words = line.strip()
    if not line or words in LEAVE:
        return None
    if words.isdecimal() and 0 < int(words) <= len(tokens):
        return Pressed(tokens[int(words) - 1])
    return Typed(words)


def shown(message: Message, phrases: Phrases) -> Iterator[str]:
    """The lines of a message, its boxes and buttons numbered through."""
    yield message.text
    for card in message.cards:
        yield from _card(card, phrases)
    done = sum(step.state == "done" for step in message.steps)
    if message.steps:
        yield f"({done}/{len(message.steps)})"
    for at, tick in enumerate(message.ticks, 1):
        yield f"  {at}. [{'x' if tick.on else ' '}] {tick.label}"
    for at, choice in enumerate(message.choices, len(message.ticks) + 1):
        yield f"  {at}. {choice.label}"


def _card(card: Card, phrases: Phrases) -> Iterator[str]:
    yield f"{MARKS[card.mark]} {card.title}: {card.reason}"
    if card.mark == "met":
        return
    if card.clause:
        yield f"    {card.clause_id}: {card.clause}"
    if card.remedy:
        yield f"    {card.remedy}"
    if card.general:
        yield f"    {phrases('eligibility.general', where=card.general)}"
