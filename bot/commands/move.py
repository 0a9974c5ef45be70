"""`pandu move --to URL`: from the embedded database to PostgreSQL; documents to another store."""

import argparse
import asyncio
import sys

from bot.settings import Settings, SettingsError, load
from storage.backup_documents import copy_new
from storage.blobs import Blobs, BlobsDownError
from storage.moving_database import MoveError, move
from storage.verify_health import Failed


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="URL", help="postgresql+psycopg://...")
    parser.add_argument("--blobs", default="", metavar="URL", help="s3://bucket/prefix")


def run(args: argparse.Namespace) -> int:
    """1 where something differs or cannot be reached: begin again, it goes on where it was."""
    try:
        settings = load()
        for table in move(settings.database_url, args.to):
            print(f"{table.table}: {table.rows} rows, each the same", flush=True)
        if args.blobs:
            print(asyncio.run(_documents(settings, args.blobs)))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except MoveError as error:
        print(error, file=sys.stderr)
        return 1
    except (Failed, BlobsDownError) as error:
        print(f"cut off ({type(error).__name__}): begin again", file=sys.stderr)
        return 1
    print("now set PANDU_DATABASE_URL, PANDU_MASTER_KEY and PANDU_BLOB_URL, then: pandu verify")
    return 0


async def _documents(settings: Settings, url: str) -> str:
    source, into = Blobs(settings.blob_url), Blobs(url)
    copied = await copy_new(source, into)
    here, there = await source.everything(), set(await into.everything())
    if missing := [each for each in here if each not in there]:
        raise MoveError(f"documents: {len(missing)} files are not there or not whole")
    return f"documents: {copied} files copied, {len(here)} there, each of the same size"
