"""Reads a table of the program's own database."""

from typing import Any

from sqlalchemy import Row, Table, select

from tests.console.conftest import Worker


def rows(worker: Worker, table: Table) -> list[Row[Any]]:
    """All of them."""
    engine = worker.console.parts.store._engines.read  # noqa: SLF001 - what is stored is looked at
    with engine.connect() as connection:
        return list(connection.execute(select(table)).all())
