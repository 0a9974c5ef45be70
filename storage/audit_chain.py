"""The chain over the audit: each row with a keyed hash of itself and of the one before.

One sealer for all processes adds committed rows every few seconds, never inside a turn. Ids are
sealed in rising order, and only once no transaction under way can still add a lower one: a row
that turns up below afterwards was put there by somebody else.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, func, insert, select, text

from storage.cases import millis
from storage.documents import Inside
from storage.keys import ChainHead
from storage.schema import audit
from storage.schema_rights import audit_chain
from storage.sealing import Lookup

AT_ONCE, READ = 200, 2_000
"""Sealed in one transaction, so that nobody's turn waits for it; read at once."""
MOST_FAULTS = 100
START = ChainHead(0, b"")
_ROW = tuple(audit.c)


class Fault(Struct, frozen=True):
    """`kind` is `edited`, `deleted`, `inserted`, `reordered` or `cut off`; `row` the id in the
    audit, `position` its place in the chain (0: none).
    """

    kind: str
    row: int
    position: int

    def __str__(self) -> str:
        place = f" (position {self.position} of the chain)" if self.position else ""
        return f"{self.kind}: row {self.row}{place}" if self.row else f"{self.kind}{place}"


class Verified(Struct, frozen=True):
    """`sealed` rows were held against the chain; `waiting` are not in it yet."""

    sealed: int
    waiting: int
    head: ChainHead
    faults: tuple[Fault, ...]


class _Horizon(Struct):
    """Up to which id nothing can be added any more, once all transactions below `xid` ended."""

    row: int = 0
    xid: int = 0


class AuditChain:
    """What writes raises `DatabaseDownError`. `seal` by one process at a time."""

    def __init__(self, inside: Inside) -> None:
        self._in = inside
        self._seen = _Horizon()

    async def seal(self, now: datetime) -> int:
        """Adds what is committed and settled; returns how many rows."""
        added = 0
        while some := await self._in.writer.run(partial(self._seal, at=millis(now))):
            added += some
            if some < AT_ONCE:
                break
        if added:
            head = await asyncio.to_thread(self._head)
            await asyncio.to_thread(self._in.keys.keep_head, head)
        return added

    async def verify(self, known: ChainHead | None = None) -> Verified:
        """Holds every row against the chain, and the chain against the head that is kept beside the
        keys, and against `known`, an earlier head that somebody wrote down.
        """
        return await asyncio.to_thread(self._verify, known)

    def _seal(self, connection: Connection, at: int) -> int:
        last = _last(connection)
        settled = self._settled(connection)
        wanted = select(*_ROW).where(audit.c.id > _last_row(connection), audit.c.id <= settled)
        rows = connection.execute(wanted.order_by(audit.c.id).limit(AT_ONCE)).all()
        links = [*_links(self._in.lookup, last, rows)]
        if links:
            made = [each | {"sealed_at": at} for each in links]
            connection.execute(insert(audit_chain), made)
        return len(links)

    def _settled(self, connection: Connection) -> int:
        """The highest id below which nothing can still be added."""
        top = connection.execute(select(func.max(audit.c.id))).scalar() or 0
        if connection.dialect.name != "postgresql":
            return top
        oldest, following = connection.execute(_TRANSACTIONS).one()
        settled = self._seen.row if oldest >= self._seen.xid else 0
        if settled == self._seen.row:
            self._seen = _Horizon(top, following)
        return settled

    def _head(self) -> ChainHead:
        with self._in.engine.connect() as connection:
            return _last(connection)

    def _verify(self, known: ChainHead | None) -> Verified:
        kept = self._in.keys.head()
        with self._in.engine.connect() as connection:
            walk = _Walk(self._in.lookup, [each for each in (kept, known) if each])
            for row in _chained(connection):
                walk.step(row)
            walk.end()
            inserted = _strangers(connection, walk.highest)
            faults = (*walk.faults, *(Fault("inserted", each, 0) for each in inserted))
            after = select(func.count()).where(audit.c.id > walk.highest)
            waiting = connection.execute(after).scalar_one()
        return Verified(walk.rows, waiting, walk.head, faults[:MOST_FAULTS])


class _Walk:
    """From the first link to the last."""

    def __init__(self, lookup: Lookup, heads: list[ChainHead]) -> None:
        self._lookup = lookup
        self._heads = {each.position: each for each in heads if each.position}
        self.head, self.highest, self.rows = START, 0, 0
        self.faults: list[Fault] = []

    def step(self, row: Row[Any]) -> None:
        link = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
        position, number = link["position"], link["audit_id"]
        if position != self.head.position + 1:
            self._note("deleted", 0, self.head.position + 1)
        if link["id"] is None:
            self._note("deleted", number, position)
        elif number <= self.highest:
            self._note("reordered", number, position)
        elif _mac(self._lookup, self.head, position, row) != link["mac"]:
            self._note("edited", number, position)
        self.head = ChainHead(position, bytes(link["mac"]))
        if (known := self._heads.pop(position, None)) and known.mac != self.head.mac:
            self._note("edited", number, position)
        self.highest, self.rows = max(self.highest, number), self.rows + 1

    def end(self) -> None:
        """Heads that the chain does not reach any more."""
        for position in self._heads:
            self._note("cut off", 0, position)

    def _note(self, kind: str, row: int, position: int) -> None:
        self.faults.append(Fault(kind, row, position))


def _links(lookup: Lookup, last: ChainHead, rows: Sequence[Row[Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        position = last.position + 1
        last = ChainHead(position, _mac(lookup, last, position, row))
        yield {"position": position, "audit_id": row.id, "mac": last.mac}


def _mac(lookup: Lookup, before: ChainHead, position: int, row: Row[Any]) -> bytes:
    """What was never filled in says nothing, so that a new column changes no earlier hash."""
    columns = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    filled = {c.name: columns[c.name] for c in _ROW if columns[c.name] not in {None, ""}}
    said = msgspec.json.encode(filled, order="sorted").decode()
    return lookup.of("audit chain", f"{position}\0{before.mac.hex()}\0{said}")


def _last(connection: Connection) -> ChainHead:
    newest = select(audit_chain.c.position, audit_chain.c.mac)
    row = connection.execute(newest.order_by(audit_chain.c.position.desc()).limit(1)).first()
    return ChainHead(row.position, bytes(row.mac)) if row else START


def _last_row(connection: Connection) -> int:
    return connection.execute(select(func.max(audit_chain.c.audit_id))).scalar() or 0


def _chained(connection: Connection) -> Iterator[Row[Any]]:
    """Every link with its row, a part at a time."""
    wanted = (
        select(audit_chain.c.position, audit_chain.c.audit_id, audit_chain.c.mac, *_ROW)
        .outerjoin(audit, audit.c.id == audit_chain.c.audit_id)
        .order_by(audit_chain.c.position)
        .limit(READ)
    )
    after = 0
    while rows := connection.execute(wanted.where(audit_chain.c.position > after)).all():
        yield from rows
        after = rows[-1].position


def _strangers(connection: Connection, highest: int) -> list[int]:
    """Rows below the last sealed one that are in no link."""
    wanted = (
        select(audit.c.id)
        .outerjoin(audit_chain, audit_chain.c.audit_id == audit.c.id)
        .where(audit.c.id <= highest, audit_chain.c.position.is_(None))
        .order_by(audit.c.id)
        .limit(MOST_FAULTS)
    )
    return list(connection.execute(wanted).scalars())


_TRANSACTIONS = text(
    "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint),"
    " CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)"
)
