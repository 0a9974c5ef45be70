"""`pandu schedule`: what is to be said unasked, to everybody or to one person; no personal data."""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.ids import new_id
from bot.postings import find_posting, load_edition
from bot.settings import Settings, SettingsError, load
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.state import State
from conversations.posting.amend import amended
from conversations.posting.amendment import AmendmentError
from conversations.posting.edition import Edition
from conversations.posting.faults import PostingError
from conversations.schedule.revision import all_times, named
from conversations.schedule.wanted import why_not
from storage.migrate import migrate
from storage.planning import time_of
from storage.sealing import MasterKey, SealBrokenError
from storage.store import Store
from storage.writeset import Row

NOBODY = "nobody is known by this"
_STATUSES = ("waiting", "leased", "done", "dropped", "superseded")


def add(parser: argparse.ArgumentParser) -> None:
    person = parser.add_mutually_exclusive_group()
    person.add_argument("--case", type=int, default=0, help="of one person: number of their case")
    person.add_argument("--code", default="", help="of one person: their return code")
    person.add_argument("--receipt", default="", help="of one person: receipt of a document")


def run(args: argparse.Namespace) -> int:
    """1 where nobody is known by what was given, 2 where a setting is wrong."""
    try:
        settings = load()
        edition = load_edition(find_posting(settings.posting))
        migrate(settings.database_url)
        lines = asyncio.run(_lines(args, settings, edition))
    except (SettingsError, PostingError, AmendmentError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines or [NOBODY]))
    return 0 if lines else 1


async def _lines(args: argparse.Namespace, settings: Settings, edition: Edition) -> list[str]:
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    store = Store(settings.database_url, master, new_id)
    try:
        rows = store.amendments.rows(edition.posting.slug)
        edition = amended(edition, rows, load_phrases())
        if args.case or args.code or args.receipt:
            return await _person(args, store, edition)
        return _everybody(edition, await store.planning().counts(edition.posting.slug))
    finally:
        await store.close()


def _everybody(edition: Edition, counts: Sequence[tuple[str, int, str, str, int]]) -> list[str]:
    """Each occasion with its time for people of the posting's zone, and what became of it."""
    posting = edition.posting
    rows = [f"{posting.slug}: closes {_local(posting.closes_at, edition)}"]
    rows.append(_row("occasion", "due", "not after", "what became of it"))
    for timed in all_times(edition):
        name = timed.occasion.name
        times = (_local(timed.due, edition), _local(timed.until, edition))
        rows.append(_row(name, *times, _became(name, counts)))
    known = {timed.occasion.name for timed in all_times(edition)}
    rest = sorted({name for name, *_ in counts} - known)
    return rows + [_row(name, "", "", _became(name, counts)) for name in rest]


def _became(name: str, counts: Sequence[tuple[str, int, str, str, int]]) -> str:
    """`12 done, 3 dropped (form sent)`."""
    found: Counter[tuple[str, str]] = Counter()
    for occasion, _revision, status, reason, count in counts:
        if occasion == name:
            found[status, reason] += count
    order = sorted(found, key=lambda key: (_STATUSES.index(key[0]), key[1]))
    return ", ".join(f"{found[key]} {key[0]}{f' ({key[1]})' * bool(key[1])}" for key in order)


async def _person(args: argparse.Namespace, store: Store, edition: Edition) -> list[str]:
    """Every occasion of one case; of what is still to come, whether it would be said as the case
    is now.
    """
    planning, slug, now = store.planning(), edition.posting.slug, datetime.now(UTC)
    number = args.case or await planning.case_of_receipt(args.receipt)
    if args.code and (address := await store.address_of_code(args.code)):
        number = (await store.case_of(address, slug, now)).id
    reaches = await planning.reaches(number) if number else []
    if not reaches:
        return []
    state = (await store.case_of(reaches[0].address, slug, now)).state
    talk = Dialog(edition, load_phrases())
    rows = [_row(f"case {number}", "due", "not after", "what becomes of it")]
    for row in await planning.of_case(number):
        due, until = (_local(time_of(row[name]), edition) for name in ("due_at", "not_after"))
        rows.append(_row(row["occasion"], due, until, _becomes(row, state, talk)))
    return rows


def _becomes(row: Row, state: State, talk: Dialog) -> str:
    if row["status"] != "waiting":
        return f"{row['status']} {row['reason']}".strip()
    occasion = named(talk.edition, row["occasion"])
    scene = talk.scene(state, time_of(row["due_at"]))
    reason = why_not(scene, occasion) if occasion else "not declared"
    return f"would be dropped: {reason}" if reason else "will be said"


def _local(moment: datetime, edition: Edition) -> str:
    posting = edition.posting
    return f"{moment.astimezone(posting.tz):%Y-%m-%d %H:%M} {posting.zone_label}"


def _row(name: str, due: str, until: str, what: str) -> str:
    return f"{name:24} {due:21} {until:21} {what}".rstrip()
