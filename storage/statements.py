"""The statements of the message path as text, the same on every database.

Each turn passes here. Core would prepare the parameters of every row anew, which costs as much as
the database itself (`tests/bench/bench_commit.py`); everything rare goes through Core.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table

from storage.writeset import Row

MOST_ROWS = 50


class ManyRows:
    """An insert of many rows in one statement.

    `tail` follows the values (a conflict's rule, RETURNING one column); `made` are columns that
    the database fills in by an expression.
    """

    def __init__(self, table: Table, tail: str = "", made: Mapping[str, str] | None = None) -> None:
        self._table, self._tail, self._made = table.name, tail, made or {}
        self._texts: dict[int, str] = {}

    def run(self, connection: Connection, rows: Sequence[Row]) -> list[Any]:
        """What RETURNING told, in any order. All rows have the same columns in the same order."""
        told: list[Any] = []
        for at in range(0, len(rows), MOST_ROWS):
            part = rows[at : at + MOST_ROWS]
            text = self._texts.get(len(part)) or self._text(connection, part)
            values = tuple(chain.from_iterable(map(dict.values, part)))
            answer = connection.exec_driver_sql(text, values)
            told += answer.scalars().all() if answer.returns_rows else ()
        return told

    def _text(self, connection: Connection, rows: Sequence[Row]) -> str:
        columns = ", ".join((*rows[0], *self._made))
        marks = ", ".join((*(mark(connection) for _ in rows[0]), *self._made.values()))
        values = ", ".join(f"({marks})" for _ in rows)
        text = f"INSERT INTO {self._table} ({columns}) VALUES {values} {self._tail}"  # noqa: S608 - names of our own tables
        self._texts[len(rows)] = text
        return text


def mark(connection: Connection) -> str:
    """How this driver writes the place of a value."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"
