"""Backups of a database and its keys, made while the program runs; each is a folder by its time.

    DIR/20251218T010000.000000Z/    the database, and `manifest.json`, which is written last
    KEYS/20251218T010000.000000Z/   the wrapped keys, apart: kept for seven days at most
    DIR/documents/           sealed documents, only what is new since the last time

The database is copied before its keys: nobody in it is without a key that still holds.
"""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import make_url

from storage import backup_postgresql as postgresql
from storage import backup_sqlite as sqlite
from storage.engines import keys_url

MANIFEST = "manifest.json"
STAMP = "%Y%m%dT%H%M%S.%fZ"
KEPT = timedelta(days=7)
NEWEST = 12
"""So many are kept in any case; of older ones the last of each day."""


class Manifest(Struct, frozen=True):
    """`at` is when it was begun (UTC ms), `schema` the revision of the tables."""

    at: int
    engine: str
    schema: str
    v: int = 1


class Place(Struct, frozen=True):
    """Where backups lie, and the keys of them."""

    folder: Path
    keys: Path

    def generations(self) -> list[str]:
        """The stamps of those that are whole, the oldest first."""
        return sorted(found.parent.name for found in self.folder.glob(f"*Z/{MANIFEST}"))

    def manifest(self, stamp: str) -> Manifest:
        return msgspec.json.decode((self.folder / stamp / MANIFEST).read_bytes(), type=Manifest)


class BackupError(Exception):
    """What cannot be backed up or restored, in one sentence."""


def back_up(url: str, place: Place, now: datetime) -> str:
    """Copies the database and its keys; returns the stamp. Blocking. Raises `OSError`."""
    stamp = now.astimezone(UTC).strftime(STAMP)
    tables, keys = place.folder / stamp, place.keys / stamp
    for folder in (tables, keys):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
    engine = make_url(url).get_backend_name()
    if engine == "sqlite":
        schema = sqlite.copy_out(url, tables)
        sqlite.copy_out(keys_url(url), keys)
    else:
        schema = postgresql.copy_out(url, tables, keys)
    manifest = Manifest(int(now.timestamp() * 1000), engine, schema)
    write_through(tables / MANIFEST, msgspec.json.encode(manifest))
    return stamp


def restore(url: str, place: Place, stamp: str) -> Manifest:
    """Puts a backup into an empty database, as it was. Blocking. Raises `BackupError`."""
    manifest = place.manifest(stamp)
    tables, keys = place.folder / stamp, place.keys / stamp
    if not keys.is_dir():
        raise BackupError(f"{stamp}: its keys are not there; they are kept for seven days")
    engine = make_url(url).get_backend_name()
    if engine != manifest.engine:
        raise BackupError(f"{stamp} is of {manifest.engine}; restore it there, then: pandu move")
    module = sqlite if engine == "sqlite" else postgresql
    if not module.is_empty(url):
        raise BackupError("PANDU_DATABASE_URL: the database is not empty, nothing was changed")
    if engine == "sqlite":
        sqlite.copy_in(url, tables)
        sqlite.copy_in(keys_url(url), keys)
    else:
        postgresql.copy_in(url, (tables, keys), manifest.schema)
    return manifest


def prune(place: Place, now: datetime) -> list[str]:
    """Removes what is kept long enough; keys are never kept longer. Returns the stamps."""
    found = place.generations()
    last_of_day = {stamp[:8]: stamp for stamp in found}
    oldest = (now.astimezone(UTC) - KEPT).strftime(STAMP)
    wanted = {*found[-NEWEST:], *last_of_day.values()}
    gone = [stamp for stamp in found if stamp not in wanted or stamp < oldest]
    gone = [stamp for stamp in gone if stamp != found[-1]]
    for stamp in gone:
        shutil.rmtree(place.folder / stamp)
    kept = set(found) - set(gone)
    for keys in place.keys.glob("*Z"):
        if keys.name < oldest or keys.name not in kept:
            shutil.rmtree(keys)
    return gone


def write_through(path: Path, data: bytes) -> None:
    """Whole or not at all, also after a loss of power."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)
