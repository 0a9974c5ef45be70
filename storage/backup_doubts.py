"""What a restored database cannot know: whether what was open in it went out after the backup.

Nothing of it goes out by itself. Messages are `unknown`, as after a lost answer; occasions are
dropped, recipients skipped and results held, each with the reason `restored`; staff see them.
"""

import asyncio
from collections.abc import Collection
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, and_, insert, select, update
from sqlalchemy.sql.dml import Update

from storage.audit_chain import START
from storage.cases import millis
from storage.documents import Inside
from storage.keys import ChainHead, KeyStore
from storage.schema import PLANNED_OPEN, audit, documents, outbox, planned
from storage.schema_rights import audit_chain
from storage.schema_selection import publication_recipients, publications
from storage.schema_staff import broadcast_recipients, broadcasts
from storage.verify_check import text_sql

RESTORED = "restored"


class Doubt(Struct, frozen=True):
    """A row that is for a person to look at."""

    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


class Restored:
    """A store over a database that was just restored. Raises `DatabaseDownError`."""

    def __init__(self, inside: Inside) -> None:
        self._in = inside

    async def hold_doubts(self, now: datetime, pages: Collection[str]) -> list[Doubt]:
        """See `hold_doubts`; the head of the audit's chain is put right, too."""
        await asyncio.to_thread(self._keep_head)
        return await self._in.writer.run(lambda connection: hold_doubts(connection, now, pages))

    async def blobs(self) -> set[str]:
        """Where the documents lie that the database knows."""
        return await self._in.writer.run(blobs_of)

    def _keep_head(self) -> None:
        with self._in.engine.connect() as connection:
            keep_head(connection, self._in.keys)


def hold_doubts(connection: Connection, now: datetime, pages: Collection[str]) -> list[Doubt]:
    """`pages` are the channels that fetch by themselves: nothing is in doubt there."""
    at = millis(now)
    found = [
        *_messages(connection, at, pages),
        *_plans(connection, at),
        *_announcements(connection, at),
        *_results(connection),
    ]
    row = {"case_id": 0, "actor": "pandu", "act": RESTORED, "at": at,
           "detail": f"in doubt: {len(found)}"}  # fmt: skip
    connection.execute(insert(audit), row)
    return found


def keep_head(connection: Connection, keys: KeyStore) -> None:
    """The keys were copied a moment after the chain: their head goes back to its last link."""
    newest = select(audit_chain.c.position, audit_chain.c.mac)
    row = connection.execute(newest.order_by(audit_chain.c.position.desc()).limit(1)).first()
    kept = keys.head()
    last = ChainHead(row.position, bytes(row.mac)) if row else START
    if kept and kept.position > last.position:
        keys.keep_head(last)


def blobs_of(connection: Connection) -> set[str]:
    """Where the documents lie that the database knows."""
    wanted = select(documents.c.blob).where(documents.c.state != "gone")
    return set(connection.execute(wanted).scalars())


def _messages(connection: Connection, at: int, pages: Collection[str]) -> list[Doubt]:
    which = and_(outbox.c.status.in_(("waiting", "leased")), outbox.c.channel.not_in(pages))
    wanted = select(outbox.c.case_id, outbox.c.seq, outbox.c.channel, outbox.c.kind).where(which)
    rows = connection.execute(wanted.order_by(outbox.c.case_id, outbox.c.seq)).all()
    changed = {"status": "unknown", "reason": RESTORED, "changed_at": at}
    connection.execute(update(outbox).where(which).values(**changed))
    return [Doubt(f"outbox {r.case_id}/{r.seq}", f"{r.kind} by {r.channel}") for r in rows]


def _plans(connection: Connection, at: int) -> list[Doubt]:
    open_ = (text_sql(PLANNED_OPEN), planned.c.due_at > 0, planned.c.due_at <= at)
    wanted = select(planned.c.case_id, planned.c.occasion).where(*open_)
    rows = connection.execute(wanted.order_by(planned.c.case_id, planned.c.due_at)).all()
    changed = {"status": "dropped", "reason": RESTORED, "changed_at": at}
    connection.execute(update(planned).where(*open_).values(**changed))
    leased = (text_sql(PLANNED_OPEN), planned.c.status == "leased")
    connection.execute(update(planned).where(*leased).values(status="waiting"))
    return [Doubt(f"planned {row.case_id}", row.occasion) for row in rows]


def _announcements(connection: Connection, at: int) -> list[Doubt]:
    """Those under way are held; whom they had not reached by the backup is skipped."""
    going = (broadcasts.c.status.in_(("going", "scheduled")), broadcasts.c.starts_at <= at)
    numbers = list(connection.execute(select(broadcasts.c.id).where(*going)).scalars())
    table = broadcast_recipients
    waits = (table.c.broadcast_id.in_(numbers), table.c.status == "waiting")
    rows = connection.execute(select(table.c.broadcast_id, table.c.case_id).where(*waits)).all()
    skipped = {"status": "skipped", "reason": RESTORED, "changed_at": at}
    connection.execute(update(table).where(*waits).values(**skipped))
    connection.execute(_paused(numbers, at))
    return [Doubt(f"broadcast_recipients {r.broadcast_id}/{r.case_id}", "announced") for r in rows]


def _paused(numbers: list[int], at: int) -> Update:
    which = update(broadcasts).where(broadcasts.c.id.in_(numbers))
    return which.values(status="paused", paused_reason=RESTORED, changed_at=at)


def _results(connection: Connection) -> list[Doubt]:
    table = publication_recipients
    public = select(publications.c.id).where(publications.c.state == "published")
    untold = (table.c.publication_id.in_(public), table.c.told_at == 0, table.c.held == "")
    wanted = select(table.c.publication_id, table.c.candidate_id).where(*untold)
    rows = connection.execute(wanted).all()
    connection.execute(update(table).where(*untold).values(held=RESTORED))
    return [
        Doubt(f"publication_recipients {r.publication_id}/{r.candidate_id}", "result") for r in rows
    ]
