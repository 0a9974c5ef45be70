"""The one place that knows how databases differ: an insert that may meet a row that exists."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(table: Table, dialect: str) -> Any:  # noqa: ANN401 - the dialects share no type
    """An insert with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return _INSERTS[dialect](table)


def locked(connection: Connection, wanted: Select[Any]) -> Select[Any]:
    """Rows that nobody changes until the transaction ends; elsewhere it alone writes anyhow."""
    if connection.dialect.name != "postgresql":
        return wanted
    return wanted.with_for_update(read=True)


_NOW = {
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    "postgresql": "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
}


def database_now(dialect: str) -> ColumnElement[int]:
    """The database's own time in UTC milliseconds, which leases and back-off go by."""
    return literal_column(_NOW[dialect], BigInteger)
