"""PostgreSQL: every table by COPY, all of one moment, beside whoever writes. Blocking."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, false, func, inspect, select, text

from storage.care import CARE, table_of
from storage.migrate import migrate
from storage.schema import key_metadata, metadata

PART = 2**20
VERSION = "alembic_version"


def copy_out(url: str, folder: Path, keys: Path) -> str:
    """Returns the revision of the schema."""
    engine = create_engine(url, isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as connection:
            for table in _standing(connection):
                _write(connection, table, keys if table in _keys() else folder)
            return _revision(connection)
    finally:
        engine.dispose()


def is_empty(url: str) -> bool:
    """Has it none of our tables?"""
    engine = create_engine(url)
    try:
        return not set(inspect(engine).get_table_names()) & {VERSION, *CARE}
    finally:
        engine.dispose()


def copy_in(url: str, folders: tuple[Path, Path], schema: str) -> None:
    """All tables in one transaction, in the schema that they were copied from."""
    migrate(url)
    folder, keys = folders
    engine = create_engine(url)
    try:
        if revision_of(engine) != schema:
            migrate(url, schema)
        with engine.begin() as connection:
            for table in _standing(connection):
                _read(connection, table, keys if table in _keys() else folder)
            for table in _standing(connection):
                count_on(connection, table)
    finally:
        engine.dispose()


def revision_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str:
    found = connection.execute(text(f"SELECT version_num FROM {VERSION}"))  # noqa: S608 - a name of ours
    return str(found.scalar_one())


def _standing(connection: Connection) -> list[Table]:
    """The tables that are there in this schema; what is pointed to comes first."""
    there = set(inspect(connection).get_table_names())
    return [each for each in (*metadata.sorted_tables, *_keys()) if each.name in there]


def _keys() -> list[Table]:
    return [table_of(name) for name in key_metadata.tables]


def _write(connection: Connection, table: Table, folder: Path) -> None:
    with (
        (folder / table.name).open("wb") as out,
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {_named(connection, table)} TO STDOUT (FORMAT BINARY)") as parts,
    ):
        for part in parts:
            out.write(part)


def _read(connection: Connection, table: Table, folder: Path) -> None:
    file = folder / table.name
    if not file.exists():
        return
    with (
        file.open("rb") as source,
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {_named(connection, table)} FROM STDIN (FORMAT BINARY)") as into,
    ):
        while part := source.read(PART):
            into.write(part)


def _cursor(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own
    raw: Any = connection.connection.driver_connection
    return raw.cursor()


def _named(connection: Connection, table: Table) -> str:
    """With the columns that it has now, in an order of their own: a table that grew has another."""
    found = sorted(column["name"] for column in inspect(connection).get_columns(table.name))
    columns = ", ".join(f'"{name}"' for name in found)
    return f'"{table.name}" ({columns})'


def count_on(connection: Connection, table: Table) -> None:
    """Numbers that the database gives go on behind those that are there."""
    for column in table.primary_key.columns:
        wanted = select(func.pg_get_serial_sequence(table.name, column.name))
        if sequence := connection.execute(wanted).scalar():
            top = select(func.coalesce(func.max(column), 0) + 1)
            connection.execute(select(func.setval(sequence, top.scalar_subquery(), false())))
