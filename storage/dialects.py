"""The one place that knows how databases differ: an insert that may meet a row that exists."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(table: Table, dialect: str) -> Any:  # noqa: ANN401 - the dialects share no type
    """An insert with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return _INSERTS[dialect](table)
