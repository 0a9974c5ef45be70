"""SQLite: the whole file by its online backup, beside whoever writes. Blocking."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

FILE = "copy.sqlite3"
PAGES = 2_000
PAUSE = 0.005
"""So many pages at once, and seconds between, so that nobody waits long."""


def copy_out(url: str, folder: Path) -> str:
    """Returns the revision of the schema; "" where there is none in this file."""
    with (
        closing(sqlite3.connect(f"{_file(url).absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(folder / FILE)) as copy,
    ):
        source.backup(copy, pages=PAGES, sleep=PAUSE)
        copy.execute("PRAGMA journal_mode=DELETE")
        tables = copy.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
        if not tables.fetchone():
            return ""
        return str(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def is_empty(url: str) -> bool:
    """Is there no file, or one without tables?"""
    file = _file(url)
    if not file.exists():
        return True
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def copy_in(url: str, folder: Path) -> None:
    """Whole or not at all; what is left of an earlier file goes."""
    file = _file(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    with new.open("wb") as out:
        out.write((folder / FILE).read_bytes())
        out.flush()
        os.fsync(out.fileno())
    for left in ("-wal", "-shm"):
        file.with_name(file.name + left).unlink(missing_ok=True)
    new.replace(file)


def _file(url: str) -> Path:
    return Path(make_url(url).database or "")
