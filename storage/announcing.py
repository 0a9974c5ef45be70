"""Announcements, as the handlers see them."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from conversations.broadcast.code import code_of
from storage import broadcasts as sql
from storage import handing, recipients
from storage.broadcasts import Broadcast, Change, Written
from storage.cases import Case, millis
from storage.handing import Waiting
from storage.planning import Surroundings
from storage.schema_staff import broadcasts
from storage.sealing import Lookup
from storage.segments import AT_ONCE, Aim, Reached, audience
from storage.writeset import Result, Row, WriteSet

Effect = Callable[[Connection], object]


class Author(Struct, frozen=True):
    """Who writes, and what the audit calls them. The same `request` twice is one announcement."""

    id: int
    actor: str
    request: str


class Announcing:
    """What writes raises `DatabaseDownError`."""

    def __init__(self, inside: Surroundings, lookup: Lookup, new_id: Callable[[], int]) -> None:
        self._in, self._lookup, self._new_id = inside, lookup, new_id

    async def by_code(self, code: str) -> Broadcast | None:
        """None where there is none of this code."""
        found = await self._in.read(lambda c: sql.find(c, broadcasts.c.code == code))
        return found[0] if found else None

    async def all(self, posting: str) -> list[Broadcast]:
        """Every announcement of a posting, the newest first."""
        return await self._in.read(lambda c: sql.find(c, broadcasts.c.posting == posting))

    async def open(self, posting: str) -> list[Broadcast]:
        """Those that go out now, or wait for their time."""
        which = broadcasts.c.status.in_(("scheduled", "going"))
        return await self._in.read(lambda c: sql.find(c, which, broadcasts.c.posting == posting))

    async def correction_of(self, broadcast: Broadcast) -> Broadcast | None:
        """The *ralat* that stands for it, unless that was stopped."""
        which = (broadcasts.c.corrects == broadcast.id, broadcasts.c.status != "stopped")
        found = await self._in.read(lambda c: sql.find(c, *which))
        return found[0] if found else None

    async def add(self, written: Written, posting: str, author: Author, now: datetime) -> Broadcast:
        """A new draft; the one there is where it was asked for before."""
        at, key = millis(now), self._lookup.of("broadcast", author.request)
        fixed = {
            "posting": posting, "status": "draft", "author_id": author.id,
            "created_at": at, "changed_at": at, "request_key": key,
        }  # fmt: skip
        added = False
        while not added:
            row = {**fixed, **sql.row_of(written), "code": code_of(self._new_id())}
            added = await self._in.writer.run(partial(sql.add, row=row, actor=author.actor))
        found = await self._in.read(lambda c: sql.find(c, broadcasts.c.request_key == key))
        return found[0]

    async def change(self, wanted: Change, now: datetime, *effects: Effect) -> bool:
        """In one commit with `effects`; False where somebody changed it meanwhile."""

        def work(connection: Connection) -> bool:
            if not sql.change(connection, wanted, millis(now)):
                return False
            for effect in effects:
                effect(connection)
            return True

        return await self._in.writer.run(work)

    async def audience(self, aim: Aim) -> list[Reached]:
        """Everybody in the segment as they are now, read in parts."""
        found: list[Reached] = []
        after = -1
        while part := await self._in.read(partial(audience, aim=aim, after=after, most=AT_ONCE)):
            found += part
            after = part[-1].case_id
        return found

    async def freeze(self, broadcast: Broadcast, aim: Aim, now: datetime) -> tuple[bytes, int]:
        """Writes down for whom a draft is, in batches; returns the hash that holds it and how many
        it reaches. A crash leaves a draft, which is begun anew.
        """
        number, after, at = broadcast.id, -1, millis(now)
        await self._in.writer.run(lambda c: recipients.clear(c, number))
        while part := await self._in.read(partial(audience, aim=aim, after=after, most=AT_ONCE)):
            rows, after = part, part[-1].case_id
            await self._in.writer.run(partial(_add, number=number, rows=rows, at=at))
        return await self.sealed(broadcast)

    async def sealed(self, broadcast: Broadcast) -> tuple[bytes, int]:
        """The hash over text, audience and last moment as they are stored now, and how many."""
        content = broadcast.content
        return await self._in.read(lambda c: recipients.sealed(c, broadcast.id, content))

    async def waiting(self, broadcast: Broadcast, channel: str, most: int) -> list[Waiting]:
        """The next that wait to be handed over, opened."""
        inside = self._in
        return await self._in.read(
            lambda c: handing.waiting(c, inside.keys, broadcast, channel, most)
        )

    async def hand(self, sets: Sequence[WriteSet], cases: Sequence[Case]) -> list[Result]:
        """Messages into the outbox and their recipients, in shared commits."""
        for case in cases:
            self._in.cases.forget(case)
        return list(await asyncio.gather(*(self._in.writer.commit(each) for each in sets)))

    async def skip(self, broadcast: Broadcast, reasons: Mapping[int, str], now: datetime) -> None:
        """These cases get nothing, and why."""
        at = millis(now)
        await self._in.writer.run(lambda c: recipients.skip(c, broadcast.id, reasons, at))

    async def posted(self, broadcast: Broadcast, was: str, became: str) -> bool:
        """What became of it in the agency's channel; False where that was not `was` any more."""
        return await self._in.writer.run(lambda c: sql.posted(c, broadcast.id, was, became))

    async def skip_rest(self, broadcast: Broadcast, reason: str, now: datetime) -> None:
        """Nobody who still waits gets it, and why."""
        at = millis(now)
        await self._in.writer.run(lambda c: recipients.skip_rest(c, broadcast.id, reason, at))

    async def room(self, channels: Collection[str]) -> dict[str, int]:
        """How many messages to many wait in the outbox, by channel."""
        return await self._in.read(lambda c: handing.in_outbox(c, channels))

    async def left(self, broadcast: Broadcast) -> dict[str, int]:
        """How many wait to be handed over, by channel."""
        return await self._in.read(lambda c: recipients.left(c, broadcast.id))

    async def on_its_way(self, broadcast: Broadcast, channels: Collection[str]) -> bool:
        """Is anything of it still to be sent on these?"""
        return await self._in.read(lambda c: sql.on_its_way(c, broadcast.code, list(channels)))

    async def attempts(self, broadcast: Broadcast, since: datetime) -> list[tuple[str, int]]:
        """Reasons for which messages failed since then, "" for all that ended, and how many."""
        at = millis(since)
        return await self._in.read(lambda c: handing.attempts(c, broadcast.id, at))

    async def counts(self, broadcast: Broadcast) -> list[recipients.Count]:
        return await self._in.read(lambda c: recipients.counts(c, broadcast.id))

    async def told(self, broadcast: Broadcast) -> list[Row]:
        """Every recipient with its message."""
        return await self._in.read(lambda c: list(recipients.told(c, broadcast.id)))


def _add(connection: Connection, number: int, rows: Sequence[Reached], at: int) -> None:
    recipients.add(connection, number, rows, at)
