"""`pandu person ...`: a copy of what is kept of one person; erasing them; what people asked for."""

import argparse
import asyncio
import os
import sys
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.ids import new_id
from bot.settings import Settings, SettingsError, load
from handlers.person_erased import Wish, person_erased
from storage.blobs import BlobMissingError, Blobs, BlobsDownError
from storage.document_rows import Document
from storage.documents import Documents
from storage.migrate import migrate
from storage.requests import Request
from storage.sealing import MasterKey, SealBrokenError
from storage.store import Store
from storage.writer import DatabaseDownError

NOBODY = "nobody is known by this, or they were erased"
LONGEST_NAME = 20
DONE, NOT_DONE, WRONG = 0, 1, 2
Action = Callable[[argparse.Namespace, Store, Blobs], Awaitable[int]]


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    copy = actions.add_parser("export", help="a copy of everything that is kept of somebody")
    _whose(copy)
    copy.add_argument("--out", required=True, metavar="FILE", help="new; .zip: with the documents")
    gone = actions.add_parser("erase", help="at once; it cannot be taken back")
    _whose(gone)
    gone.add_argument("--reason", required=True, help="in a few words, without data of the person")
    gone.add_argument("--yes", action="store_true", help="without it, only tells who it would be")
    actions.add_parser("requests", help="what people asked for, the most urgent first")


def _whose(parser: argparse.ArgumentParser) -> None:
    person = parser.add_mutually_exclusive_group(required=True)
    person.add_argument("--case", type=int, default=0, help="number of their case")
    person.add_argument("--receipt", default="", help="receipt of one of their documents")
    parser.add_argument("--by", required=True, metavar="NAME", help="who does it, for the audit")


def run(args: argparse.Namespace) -> int:
    """1 where it is not done, 2 where a setting is wrong."""
    try:
        settings = load()
        migrate(settings.database_url)
        return asyncio.run(_run(args, settings))
    except (SettingsError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return WRONG
    except (DatabaseDownError, BlobsDownError, OSError) as error:
        print(f"not done: {str(error) or type(error).__name__}", file=sys.stderr)
        return NOT_DONE


async def _run(args: argparse.Namespace, settings: Settings) -> int:
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    store = Store(settings.database_url, master, new_id)
    try:
        return await _ACTIONS[args.action](args, store, Blobs(settings.blob_url))
    finally:
        await store.close()


async def _export(args: argparse.Namespace, store: Store, blobs: Blobs) -> int:
    number = await _case(args, store)
    copy = await store.rights.exporting.copy(number, _now()) if number else None
    if copy is None:
        return _nobody()
    await store.rights.exporting.note(number, _actor(args), "person_exported", _now())
    text = msgspec.json.format(msgspec.json.encode(copy), indent=2)
    out = Path(args.out)
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        if out.suffix != ".zip":
            file.write(text)
            return DONE
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("data.json", text)
            await _add_documents(archive, number, store.documents(blobs))
    return DONE


async def _add_documents(archive: zipfile.ZipFile, number: int, papers: Documents) -> None:
    """Each by its receipt, as it came."""
    for document, receipt in await papers.of_case(number):
        try:
            data = await papers.original(document, await papers.seal_of(document))
        except BlobMissingError:
            continue
        archive.writestr(f"documents/{receipt}{_ending(document)}", data)


def _ending(document: Document) -> str:
    ending = Path(document.name).suffix.lower()
    return ending if ending.isascii() and ending[1:].isalnum() else ""


async def _erase(args: argparse.Namespace, store: Store, blobs: Blobs) -> int:
    number = await _case(args, store)
    copy = await store.rights.exporting.copy(number, _now()) if number else None
    if copy is None:
        return _nobody()
    told = f"case {number}: since {copy['since'][:10]}, {len(copy['documents'])} documents"
    if not args.yes:
        print(f"{told}; add --yes to erase this person: it cannot be taken back")
        return NOT_DONE
    await person_erased(Wish(number, _actor(args), args.reason), store, blobs, _now())
    print(f"{told}: erased")
    return DONE


async def _requests(_args: argparse.Namespace, store: Store, _blobs: Blobs) -> int:
    for each in await store.rights.requests.newest():
        print(_line(each))
    return DONE


def _line(each: Request) -> str:
    state = f"due {_time(each.due_at)}" if each.status == "open" else each.status
    return f"{_time(each.opened_at)}  {each.kind:9} case {each.case_id:<19}  {state}"


async def _case(args: argparse.Namespace, store: Store) -> int:
    number: int = args.case
    return number or await store.planning().case_of_receipt(args.receipt)


def _nobody() -> int:
    print(NOBODY, file=sys.stderr)
    return NOT_DONE


def _actor(args: argparse.Namespace) -> str:
    return f"command:{' '.join(args.by.split())[:LONGEST_NAME]}"


def _now() -> datetime:
    return datetime.now(UTC)


def _time(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"


_ACTIONS: dict[str, Action] = {"export": _export, "erase": _erase, "requests": _requests}
