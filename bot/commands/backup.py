"""`pandu backup DIR`: database, keys and documents, while the program runs."""

import argparse
import asyncio
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings, SettingsError, load
from storage.backup import Place, back_up, prune
from storage.backup_documents import copy_new, let_go
from storage.blobs import Blobs
from storage.verify_health import Failed

UNITS = {"s": 1, "m": 60, "h": 3600}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--every", type=_seconds, default=0, metavar="5m", help="again and again")
    where_keys_are(parser)


def where_keys_are(parser: argparse.ArgumentParser) -> None:
    """They are to lie on another disk than the rest."""
    parser.add_argument("--keys", type=Path, default=None, metavar="DIR", help="default: DIR/keys")


def place_of(args: argparse.Namespace) -> Place:
    return Place(args.folder, args.keys or args.folder / "keys")


def run(args: argparse.Namespace) -> int:
    """1 where it was not made, 2 where a setting is wrong."""
    try:
        settings = load()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    if args.every:
        asyncio.run(again_and_again(settings, place_of(args), args.every))
    return asyncio.run(_once(settings, place_of(args)))


async def again_and_again(settings: Settings, place: Place, every: int) -> None:
    """Until stopped; one that fails is told, and made up for by the next."""
    while True:
        await _once(settings, place)
        await asyncio.sleep(every)


async def _once(settings: Settings, place: Place) -> int:
    try:
        print(await made(settings, place), flush=True)
    except (OSError, Failed) as error:
        print(f"no backup was made: {type(error).__name__}", file=sys.stderr, flush=True)
        return 1
    return 0


async def made(settings: Settings, place: Place) -> str:
    """One backup; what was made, in a line. Raises `OSError` or `Failed`."""
    now = datetime.now(UTC)
    stamp = await asyncio.to_thread(back_up, settings.database_url, place, now)
    source, into = Blobs(settings.blob_url), documents_of(place)
    copied = await copy_new(source, into)
    gone = await let_go(source, into, place.folder, now)
    old = await asyncio.to_thread(prune, place, now)
    return f"{stamp}: {copied} new files; {gone} files and {len(old)} older backups let go"


def documents_of(place: Place) -> Blobs:
    """Where the documents of a backup lie."""
    return Blobs((place.folder / "documents").absolute().as_uri())


def _seconds(text: str) -> int:
    found = re.fullmatch(r"(\d{1,6})([smh])", text)
    if found is None or not int(found[1]):
        raise argparse.ArgumentTypeError("a time such as 5m")
    return int(found[1]) * UNITS[found[2]]
