"""What each action of `pandu broadcast` does; the lines that it prints."""

import argparse
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.broadcasts.office import Office
from bot.broadcasts.start import office_of
from bot.broadcasts.told import heading, outlook_lines, progress_lines
from bot.channels.telegram.channel import Telegram
from bot.clock import Clock, DemoClock
from bot.ids import new_id
from bot.parts import parts_of
from bot.postings import find_posting, load_edition
from bot.settings import Settings
from bot.texts import load_phrases
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.report import csv_lines
from conversations.broadcast.segment import Segment
from conversations.dialog.engine import Dialog
from conversations.posting.amend import amended
from handlers.broadcast_approved import broadcast_approved
from handlers.broadcast_moved import (
    When,
    broadcast_paused,
    broadcast_resumed,
    broadcast_started,
    broadcast_stopped,
)
from handlers.broadcast_outlook import broadcast_outlook
from handlers.broadcast_progress import broadcast_progress, broadcast_report
from handlers.broadcast_tested import broadcast_tested
from handlers.broadcast_written import Draft, broadcast_of, broadcast_rewritten, broadcast_written
from handlers.parts import Parts
from storage.broadcasts import Broadcast
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.staff import Member
from storage.store import Store

FIRST = "id"
Lines = list[str]


@dataclass(frozen=True)
class Asked:
    """One call of the command."""

    args: argparse.Namespace
    settings: Settings


@dataclass(frozen=True)
class Opened:
    """What an action works with, as of `now`."""

    parts: Parts
    office: Office
    now: datetime

    def who(self, name: str) -> Member:
        """Raises `BroadcastRefusedError` where nobody of this name works here."""
        found = self.parts.store.desk.people.named(" ".join(name.split()))
        if found is None or found.disabled:
            raise BroadcastRefusedError("staff", name=name)
        return found


@asynccontextmanager
async def opened(asked: Asked) -> AsyncIterator[Opened]:
    """Over the database of the settings."""
    settings, phrases = asked.settings, load_phrases()
    migrate(settings.database_url)
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    store = Store(settings.database_url, master, new_id)
    try:
        published = load_edition(find_posting(settings.posting))
        rows = store.amendments.rows(published.posting.slug)
        edition = amended(published, rows, phrases)
        parts = parts_of(settings, store, Dialog(edition, phrases))
        clock = DemoClock(settings.now, settings.data_dir) if settings.now else Clock()
        yield Opened(parts, _office(settings, parts, clock), clock.now())
    finally:
        await store.close()


def _office(settings: Settings, parts: Parts, clock: Clock) -> Office:
    edition, phrases = parts.dialog.edition, load_phrases()
    if not settings.telegram_token:
        return office_of(settings, edition, None)
    return office_of(settings, edition, Telegram(settings, parts, edition, phrases, clock))


async def _new(asked: Asked) -> Lines:
    args = asked.args
    async with opened(asked) as here:
        who, draft = here.who(args.who), _draft(args)
        request = args.request or str(new_id())
        made = await broadcast_written(draft, here.parts, who, here.now, request=request)
        return [made.code]


async def _change(asked: Asked) -> Lines:
    async with opened(asked) as here:
        who, code = here.who(asked.args.who), asked.args.code
        made = await broadcast_rewritten(code, _draft(asked.args), here.parts, who, here.now)
        return [heading(made, here.parts)]


async def _preview(asked: Asked) -> Lines:
    async with opened(asked) as here:
        made = await broadcast_of(asked.args.code, here.parts)
        lines = [heading(made, here.parts), f"state {made.seen}"]
        for each in here.office.previews(made, here.parts, here.now):
            lines += ["", f"== {each.channel}, {each.language}", each.text]
        outlook = await broadcast_outlook(made, here.parts, made.starts_at or here.now)
        return [*lines, "", *outlook_lines(outlook, here.parts)]


async def _test(asked: Asked) -> Lines:
    async with opened(asked) as here:
        who, show = here.who(asked.args.who), here.office.show
        made = await broadcast_tested(asked.args.code, here.parts, who, show, here.now)
        return [heading(made, here.parts), "sent to you"]


async def _approve(asked: Asked) -> Lines:
    async with opened(asked) as here:
        who, code, seen = here.who(asked.args.who), asked.args.code, asked.args.seen
        made = await broadcast_approved(code, here.parts, who, here.now, seen=seen)
        return [heading(made, here.parts), f"{made.audience} people"]


async def _start(asked: Asked) -> Lines:
    async with opened(asked) as here:
        who, when = here.who(asked.args.who), When(asked.args.at, here.office.cooling)
        made = await broadcast_started(asked.args.code, here.parts, who, here.now, when)
        return [heading(made, here.parts)]


Action = Callable[[Asked], Coroutine[object, object, Lines]]
Move = Callable[[str, Parts, Member, datetime], Awaitable[Broadcast]]


def _moved(move: Move) -> Action:
    async def action(asked: Asked) -> Lines:
        async with opened(asked) as here:
            made = await move(asked.args.code, here.parts, here.who(asked.args.who), here.now)
            return [heading(made, here.parts)]

    return action


async def _report(asked: Asked) -> Lines:
    async with opened(asked) as here:
        made = await broadcast_of(asked.args.code, here.parts)
        if asked.args.csv:
            rows = csv_lines(await broadcast_report(made, here.parts), load_phrases()[FIRST])
            asked.args.csv.write_text("".join(rows), encoding="utf-8", newline="")
        progress = await broadcast_progress(made, here.parts, here.now)
        return [heading(made, here.parts), *progress_lines(progress, here.parts)]


async def _list(asked: Asked) -> Lines:
    async with opened(asked) as here:
        found = await here.parts.store.announcing.all(here.parts.slug)
        return [heading(each, here.parts) for each in found] or ["no announcement yet"]


def _draft(args: argparse.Namespace) -> Draft:
    texts = dict(_text(given) for given in args.text)
    segment = Segment(
        args.unfinished, tuple(args.missing), tuple(args.verdict), tuple(args.language),
        tuple(args.channel), args.post,
    )  # fmt: skip
    return Draft(texts, segment, args.until, args.corrects)


def _text(given: str) -> tuple[str, str]:
    """The words of `[LANGUAGE:]FILE`, by language. Raises `OSError`, `UnicodeDecodeError`."""
    language, is_named, name = given.partition(":")
    file = name if is_named else given
    words = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    return language if is_named else FIRST, words


ACTIONS: dict[str, Action] = {
    "new": _new, "change": _change, "preview": _preview, "test": _test, "approve": _approve,
    "start": _start, "pause": _moved(broadcast_paused), "resume": _moved(broadcast_resumed),
    "stop": _moved(broadcast_stopped), "report": _report, "list": _list,
}  # fmt: skip
