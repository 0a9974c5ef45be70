"""`pandu verify`: holds everything that is stored against what always holds."""

import argparse
import asyncio
import sys

from bot.channels.email.limits import CHANNEL as MAIL
from bot.channels.telegram.limits import CHANNEL as TELEGRAM
from bot.channels.whatsapp.limits import CHANNEL as WHATSAPP
from bot.clock import Clock, DemoClock
from bot.ids import new_id
from bot.settings import Settings, SettingsError, load
from storage.blobs import Blobs, BlobsDownError
from storage.migrate import migrate
from storage.sealing import MasterKey, SealBrokenError
from storage.store import Store
from storage.verify_check import Violation


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="by the clock of the demonstration")


def run(args: argparse.Namespace) -> int:
    """1 where something does not hold, 2 where it cannot be told."""
    try:
        found = asyncio.run(violations(load(demo=args.demo)))
    except (SettingsError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return 2
    except BlobsDownError as error:
        print(f"PANDU_BLOB_URL: the documents cannot be read ({error})", file=sys.stderr)
        return 2
    print("\n".join([*map(str, found), f"{len(found)} violations" if found else "all holds"]))
    return 1 if found else 0


async def violations(settings: Settings) -> list[Violation]:
    """Of the installation that `settings` describe. Raises `SealBrokenError`, `BlobsDownError`."""
    migrate(settings.database_url)
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    store = Store(settings.database_url, master, new_id)
    clock = DemoClock(settings.now, settings.data_dir) if settings.now else Clock()
    try:
        verification = store.verification(Blobs(settings.blob_url))
        return await verification.run(clock.now(), channels_of(settings))
    finally:
        await store.close()


def channels_of(settings: Settings) -> set[str]:
    """The channels that are sent by."""
    told = {
        TELEGRAM: settings.telegram_token,
        WHATSAPP: settings.whatsapp.token,
        MAIL: settings.smtp_url,
    }
    return {name for name, setting in told.items() if setting}
