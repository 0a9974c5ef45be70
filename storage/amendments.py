"""Rows over a posting, in the order of their revisions. Nothing personal is in them."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from conversations.posting.amendment import Row, decoded, encoded
from storage.cases import millis
from storage.engines import Engines
from storage.planned import replan
from storage.schema import amendments
from storage.writer import DatabaseDownError

PLANNED_ANEW = {"date", "rule"}


class RevisionTakenError(Exception):
    """Somebody published an amendment of this revision first."""


class Amendments:
    """Blocking, but for `changed`. `read` and `write` are the engines of a process."""

    def __init__(self, read: Engine, write: Engine) -> None:
        self._read, self._write = read, write

    async def changed(self, posting: str, revision: int) -> tuple[Row, ...] | None:
        """All of them where the newest is not `revision`, else None. Raises `DatabaseDownError`."""
        try:
            if await asyncio.to_thread(self.newest, posting) == revision:
                return None
            return await asyncio.to_thread(self.rows, posting)
        except SQLAlchemyError as error:
            raise DatabaseDownError(type(error).__name__) from None

    def newest(self, posting: str) -> int:
        """The revision of the last amendment, by an index; 0 where there is none."""
        wanted = select(func.max(amendments.c.revision)).where(amendments.c.posting == posting)
        with self._read.connect() as connection:
            return connection.execute(wanted).scalar() or 0

    def rows(self, posting: str) -> tuple[Row, ...]:
        """All of them, the first one first."""
        wanted = select(amendments).where(amendments.c.posting == posting)
        with self._read.connect() as connection:
            found = connection.execute(wanted.order_by(amendments.c.revision)).all()
        return tuple(
            Row(
                row.revision,
                decoded(row.body),
                row.source,
                row.author,
                datetime.fromtimestamp(row.at / 1000, UTC),
            )
            for row in found
        )

    def add(self, posting: str, row: Row) -> None:
        """Publishes it, and where dates or rules changed has everything planned anew, in one
        transaction. Raises `RevisionTakenError`.
        """
        new = {
            "posting": posting,
            "revision": row.revision,
            "kind": row.amendment.kind,
            "body": encoded(row.amendment),
            "source": row.source,
            "author": row.author,
            "at": millis(row.at),
        }
        try:
            with self._write.begin() as connection:
                connection.execute(insert(amendments), new)
                if row.amendment.kind in PLANNED_ANEW:
                    replan(connection, posting, row.revision, millis(row.at))
        except IntegrityError:
            raise RevisionTakenError from None


def open_amendments(url: str) -> tuple[Amendments, Engines]:
    """For a command: what it reads and writes, and what it closes at its end."""
    engines = Engines(url)
    return Amendments(engines.read, engines.write), engines
