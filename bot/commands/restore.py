"""`pandu restore DIR`: a backup into an empty place. What may have gone out stays in doubt."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.webchat.desk import CHANNEL as WEBCHAT
from bot.commands.backup import documents_of, place_of, where_keys_are
from bot.commands.verify import violations
from bot.ids import new_id
from bot.settings import Settings, SettingsError, load
from storage.backup import BackupError, Place, restore
from storage.backup_documents import copy_back
from storage.backup_doubts import Doubt
from storage.blobs import Blobs
from storage.migrate import migrate
from storage.sealing import MasterKey, SealBrokenError
from storage.store import Store
from storage.verify_health import Failed


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=_folder)
    parser.add_argument("--at", default="", metavar="STAMP", help="default: the newest")
    parser.add_argument(
        "--keep-documents", action="store_true", help="the store of documents is still there"
    )
    where_keys_are(parser)


def run(args: argparse.Namespace) -> int:
    """1 where something does not hold afterwards, 2 where nothing was restored."""
    try:
        found = asyncio.run(_restored(load(), args))
    except (SettingsError, BackupError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, Failed) as error:
        print(f"not restored: {type(error).__name__}", file=sys.stderr)
        return 2
    return 1 if found else 0


async def _restored(settings: Settings, args: argparse.Namespace) -> Sequence[object]:
    place = place_of(args)
    stamp = args.at or next(reversed(place.generations()), "")
    if stamp not in place.generations():
        raise BackupError(f"{place.folder}: no backup {stamp}".rstrip())
    blobs = Blobs(settings.blob_url)
    if not args.keep_documents and await blobs.everything():
        raise BackupError("PANDU_BLOB_URL: not empty, nothing was changed; or: --keep-documents")
    await asyncio.to_thread(restore, settings.database_url, place, stamp)
    migrate(settings.database_url)
    for doubt in await _settled(settings, place, blobs, fetch=not args.keep_documents):
        print(f"in doubt: {doubt}")
    found = await violations(settings)
    print("\n".join([*map(str, found), f"restored {stamp}; {len(found)} violations"]))
    return found


async def _settled(
    settings: Settings, place: Place, blobs: Blobs, *, fetch: bool
) -> Sequence[Doubt]:
    """Documents are there, what is in doubt is held, and who was erased is erased again."""
    master, now = MasterKey(settings.master_key, settings.previous_master_keys), datetime.now(UTC)
    store = Store(settings.database_url, master, new_id)
    try:
        restored = store.restored()
        if fetch:
            await copy_back(documents_of(place), blobs, await restored.blobs())
        doubts = await restored.hold_doubts(now, [WEBCHAT])
        erasing = store.rights.erasing(blobs)
        print(f"erased again: {await erasing.replay(now)}")
        await erasing.finish(now)
        await store.documents(blobs).sweep(now)
    finally:
        await store.close()
    return doubts


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError("no such folder")
    return folder
