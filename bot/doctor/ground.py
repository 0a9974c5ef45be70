"""What everything stands on: database, keys, documents, disk, postings and texts."""

import asyncio
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.doctor.finding import Finding
from bot.postings import find_posting, load_edition, read_texts
from bot.settings import Settings
from bot.texts import load_phrases
from conversations.posting.lint import lint
from conversations.posting.reader import PostingError
from storage.blobs import Blobs, BlobsDownError
from storage.sealing import MasterKey, SealBrokenError
from storage.verify_health import Failed, Health, database_health, fits_keys

SLOW, SKEW = 0.5, 5.0
"""Seconds: of a small read, and between two clocks."""
LEAST_FREE = 1024**3
PROBE = "doctor"


async def ground(settings: Settings) -> list[Finding]:
    """In order, each looked at whatever the others were."""
    database = await asyncio.to_thread(_database, settings)
    keys = await asyncio.to_thread(_keys, settings)
    return [*database, keys, await _documents(settings), *_disks(settings), *_posting(settings)]


def _database(settings: Settings) -> list[Finding]:
    name = "database"
    try:
        health = database_health(settings.database_url)
    except Failed as error:
        mend = "PANDU_DATABASE_URL: is the server up, may this user write, does the folder exist?"
        return [Finding(name, f"cannot be used ({type(error).__name__})", mend)]
    return [_schema(health), _pace(health), _clock(health)]


def _schema(health: Health) -> Finding:
    if health.schema == health.newest:
        return Finding("database", f"writable, schema {health.schema}")
    where = f"schema {health.schema}" if health.schema else "nothing there yet"
    return Finding("database", f"{where}, the newest is {health.newest}", "run: pandu migrate")


def _pace(health: Health) -> Finding:
    told = f"answers in {health.took * 1000:.0f} ms"
    slow = "put it nearer to the program, or give its machine room" if health.took > SLOW else ""
    return Finding("database pace", told, slow)


def _clock(health: Health) -> Finding:
    told = f"{abs(health.ahead):.1f} s from this machine's"
    mend = "let both machines take their time from the same NTP servers"
    return Finding("database clock", told, mend if abs(health.ahead) > SKEW else "")


def _keys(settings: Settings) -> Finding:
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    try:
        opened = fits_keys(settings.database_url, master)
    except SealBrokenError:
        mend = "PANDU_MASTER_KEY: give the key that this database was made with, no other opens it"
        return Finding("master key", "does not open this database", mend)
    except Failed as error:
        mend = "the keys lie beside the database: see there"
        return Finding("master key", f"cannot be tried ({type(error).__name__})", mend)
    return Finding("master key", "opens this database" if opened else "nothing to open yet")


async def _documents(settings: Settings) -> Finding:
    name, folder, word = "documents", secrets.token_hex(16), secrets.token_bytes(16)
    try:
        blobs = Blobs(settings.blob_url)
        await blobs.put(folder, PROBE, word)
        same = await blobs.get(folder, PROBE) == word
        await blobs.remove(folder)
    except (BlobsDownError, OSError) as error:
        mend = "PANDU_BLOB_URL: is the folder or bucket there, may it be written, do the keys fit?"
        return Finding(name, f"cannot be kept ({type(error).__name__})", mend)
    if not same:
        return Finding(name, "come back changed", "do not serve: exchange the store of documents")
    return Finding(name, "written, read and removed")


def _disks(settings: Settings) -> Iterator[Finding]:
    """Each disk once."""
    places = {"data": settings.data_dir}
    parts = urlsplit(settings.blob_url)
    if parts.scheme == "file":
        places["documents"] = Path(unquote(parts.path))
    seen = set()
    for name, place in places.items():
        there = next(
            each for each in (place.absolute(), *place.absolute().parents) if each.exists()
        )
        if (disk := there.stat().st_dev) not in seen:
            seen.add(disk)
            yield _disk(name, there)


def _disk(name: str, place: Path) -> Finding:
    free = shutil.disk_usage(place).free
    told = f"{free / 1024**3:.1f} GB free"
    mend = "make room: uploads are refused once it is full" if free < LEAST_FREE else ""
    return Finding(f"disk of {name}", told, mend)


def _posting(settings: Settings) -> Iterator[Finding]:
    name = f"posting {settings.posting}"
    try:
        folder = find_posting(settings.posting)
        errors = [each for each in lint(read_texts(folder), folder=folder.name)
                  if each.severity == "error"]  # fmt: skip
        if not errors:
            load_edition(folder)
    except PostingError:
        errors, folder = [], None
    mend = f"run: pandu posting lint {settings.posting}"
    if folder is None or errors:
        yield Finding(name, f"has {len(errors) or 'such'} faults that it cannot be served", mend)
    else:
        yield Finding(name, "without faults")
    yield Finding("texts", f"in {', '.join(sorted(load_phrases()))}")
