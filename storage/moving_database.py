"""An embedded installation goes to a server: every table, checked row by row. Blocking.

Nothing runs meanwhile. What was cut off is begun again: rows that are there stay, and the check at
the end holds each row of the one against the same row of the other.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Engine, Table, func, select, tuple_

from storage.backup_postgresql import count_on
from storage.dialects import insert_into
from storage.engines import keys_url, open_engine
from storage.migrate import migrate
from storage.schema import key_metadata, metadata

AT_ONCE = 500
Row = tuple[Any, ...]


class MoveError(Exception):
    """What cannot be moved, or differs after it, in one sentence."""


class Moved(Struct, frozen=True):
    """How many rows of which table are there."""

    table: str
    rows: int


def move(source: str, target: str) -> Iterator[Moved]:
    """Each table once it was checked. Raises `MoveError`."""
    if not target.startswith("postgresql") or not source.startswith("sqlite"):
        raise MoveError("from SQLite to PostgreSQL alone")
    migrate(source)
    migrate(target)
    into = open_engine(target)
    try:
        for tables, url in ((metadata.sorted_tables, source), (_keys(), keys_url(source))):
            out = open_engine(url, writes=False)
            try:
                for table in tables:
                    yield _table(table, out, into)
            finally:
                out.dispose()
    finally:
        into.dispose()


def _table(table: Table, out: Engine, into: Engine) -> Moved:
    with out.connect() as old, into.connect() as new:
        for rows in _parts(table, old):
            made = insert_into(table, "postgresql").on_conflict_do_nothing()
            new.execute(made, [dict(zip(table.columns.keys(), row, strict=True)) for row in rows])
            new.commit()
        count_on(new, table)
        new.commit()
        return _checked(table, old, new)


def _checked(table: Table, old: Connection, new: Connection) -> Moved:
    """Every row is the same, and there is none more."""
    keys = tuple(table.primary_key.columns)
    places = [table.columns.keys().index(key.name) for key in keys]
    total = 0
    for rows in _parts(table, old):
        wanted = [tuple(row[place] for place in places) for row in rows]
        found = new.execute(select(table).where(tuple_(*keys).in_(wanted)))
        there = {_plain(row) for row in found}
        if missing := {_plain(row) for row in rows} - there:
            raise MoveError(f"{table.name}: {len(missing)} rows differ; nothing else was changed")
        total += len(rows)
    count = new.execute(select(func.count()).select_from(table)).scalar_one()
    if count != total:
        raise MoveError(f"{table.name}: {count} rows there, {total} here: the target was in use")
    return Moved(table.name, total)


def _parts(table: Table, old: Connection) -> Iterator[list[Row]]:
    """In the order of its key; what rows point to within their table comes first."""
    found = old.execute(select(table).order_by(*table.primary_key.columns))
    with closing(found):
        while rows := found.fetchmany(AT_ONCE):
            yield [tuple(row) for row in rows]


def _plain(row: Any) -> Row:  # noqa: ANN401 - a row of either database
    return tuple(bytes(v) if isinstance(v, bytes | memoryview) else v for v in row)


def _keys() -> list[Table]:
    return list(key_metadata.tables.values())
