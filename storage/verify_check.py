"""What a check of the whole database is: a sentence, and a query of the rows that break it."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, Table, literal_column, select

from storage.dialects import database_now

MOST_SHOWN = 20
"""Rows of one check that are named."""
GRACE_MS = 5 * 60_000
"""So long after its time something may still be attended to: a beat, a sweep, a restart."""


class Violation(Struct, frozen=True):
    """One row (`where`: its table and key) that breaks what always holds (`says`)."""

    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


class Moment(Struct, frozen=True):
    """Pandu's time (UTC ms), the database's, and the channels that this installation sends by."""

    now: int
    database: ColumnElement[int]
    channels: Collection[str]

    @property
    def late(self) -> int:
        """What was to be over by then should be over."""
        return self.now - GRACE_MS

    @property
    def database_late(self) -> ColumnElement[int]:
        return self.database - GRACE_MS


class Check(Struct, frozen=True):
    """`broken` finds the primary keys of the rows of `table` that must not be."""

    says: str
    table: Table
    broken: ColumnElement[bool]

    def run(self, connection: Connection) -> list[Violation]:
        """At most `MOST_SHOWN`."""
        keys = tuple(self.table.primary_key.columns)
        found = connection.execute(self._wanted(keys).limit(MOST_SHOWN))
        return [Violation(f"{self.table.name} {_name(tuple(row))}", self.says) for row in found]

    def _wanted(self, keys: tuple[ColumnElement[Any], ...]) -> Select[Any]:
        wanted: Select[Any] = select(*keys)
        return wanted.where(self.broken)


def moment(connection: Connection, now: int, channels: Collection[str]) -> Moment:
    return Moment(now, database_now(connection.dialect.name), channels)


def text_sql(words: str) -> ColumnElement[bool]:
    """A condition in the words of an index, so that a database sees that it serves."""
    return literal_column(words)


def _name(key: tuple[object, ...]) -> str:
    parts = (bytes(p).hex() if isinstance(p, bytes | memoryview) else str(p) for p in key)
    return "/".join(parts)
