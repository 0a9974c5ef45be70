"""When somebody last spoke on a channel that has a window, and to how many a talk was begun."""

import asyncio
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select

from conversations.dialog.event import Address, Inbound, Opened
from conversations.dialog.turn import Turn
from storage.cases import Case, millis, row_of
from storage.dialects import insert_into
from storage.moving import Move, move
from storage.planning import ACTOR, Outgoing, Surroundings, notice_row
from storage.rows import audit_row, inbox_row
from storage.schema import outbox
from storage.schema_windows import windows
from storage.told import Mark, Meant, Told, Went, drop_loose, of_mark, settle_loose, tell
from storage.writeset import Result, Row, WriteSet

DAY_MS = 86_400_000
KEPT_MS = 600_000
"""A status that fits nothing waits so long for its message."""
_HEARD = select(windows.c.heard_at).where(windows.c.address_id == bindparam("address_id"))


class Quota(Struct, frozen=True):
    """To at most `people` different ones a talk may be begun on `channel` in 24 hours."""

    channel: str
    people: int


class Windows:
    """What writes raises `DatabaseDownError`."""

    def __init__(self, inside: Surroundings) -> None:
        self._in = inside

    async def heard(self, channel: str, address_id: int, at: datetime) -> None:
        """They spoke; what came late changes nothing."""
        row = {"address_id": address_id, "channel": channel, "heard_at": millis(at), "begun_at": 0}
        await self._in.writer.run(lambda c: _heard(c, row))

    async def last_heard(self, address_id: int) -> int:
        """UTC milliseconds; 0: never."""
        return await self._in.read(_last, address_id)

    async def begin(self, quota: Quota, address_id: int, now: datetime) -> bool:
        """May a talk be begun with them now? Where it may, that counts for 24 hours."""
        at = millis(now)
        return await self._in.writer.run(lambda c: _begin(c, quota, address_id, at))

    async def tell(self, channel: str, told: Told) -> Went:
        """Notes what a channel tells of a message, durable when this returns."""
        return await self._in.writer.run(lambda c: tell(c, channel, told))

    async def meant(self, channel: str, mark: Mark) -> Meant | None:
        """The message of that number, opened; None where there is none."""
        row = await self._in.read(of_mark, (channel, mark))
        if row is None:
            return None
        found = await asyncio.to_thread(self._in.cases.deliveries, channel, [row])
        return Meant(row["kind"], found[0]) if found else None

    async def settle_loose(self, channel: str, now: datetime) -> int:
        """Tries again what fitted no message; returns how many were given up."""
        at = millis(now)

        def work(connection: Connection) -> int:
            settle_loose(connection, channel)
            return drop_loose(connection, at - KEPT_MS)

        return await self._in.writer.run(work)

    async def copy(
        self, case: Case, turn: Turn, outgoing: Outgoing, seq: int, now: datetime
    ) -> Result:
        """The message `seq` of a case goes to another address too, no longer than it was to go out
        itself. `repeat`: it went there before.
        """
        at, ends = millis(now), await self._in.read(_ends, (case.id, seq))
        row = notice_row(case, outgoing, at) | ({"not_after": ends} if ends else {})
        key = self._in.cases.lookup(Address("elsewhere", f"{case.id}:{seq}"))
        work = WriteSet(
            row_of(case, turn.state, at) | {"last_seen": 0},
            inbox_row(case, key, Inbound("", case.address, Opened(), now), turn, at)
            | {"address_id": 0},  # nobody spoke
            [row],
            [audit_row(case, act, at) | {"actor": ACTOR} for act in turn.audit],
        )
        return await self._in.commit(work, case.after(turn.state, at), ())

    async def move(self, wanted: Move) -> bool:
        """Whoever is known at one address is from now on known at another."""
        cases, keys = self._in.cases, self._in.keys
        moved = await self._in.writer.run(lambda c: move(c, keys, wanted, cases.lookup))
        if hot := cases.hot(wanted.old, wanted.posting):
            cases.forget(hot)
        if moved:
            cases.forget_people(moved)
        return bool(moved)


def _ends(connection: Connection, key: tuple[int, int]) -> int:
    which = (outbox.c.case_id == key[0], outbox.c.seq == key[1])
    return connection.execute(select(outbox.c.not_after).where(*which)).scalar() or 0


def _heard(connection: Connection, row: Row) -> None:
    new = insert_into(windows, connection.dialect.name).values(**row)
    later = {"heard_at": new.excluded.heard_at}
    changed = new.on_conflict_do_update(
        index_elements=["address_id"],
        set_=later,
        where=windows.c.heard_at < new.excluded.heard_at,
    )
    connection.execute(changed)


def _last(connection: Connection, address_id: int) -> int:
    return connection.execute(_HEARD, {"address_id": address_id}).scalar() or 0


def _begin(connection: Connection, quota: Quota, address_id: int, at: int) -> bool:
    since = at - DAY_MS
    if connection.dialect.name == "postgresql":  # others count at the same moment
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(quota.channel))))
    others = select(func.count()).where(
        windows.c.channel == quota.channel,
        windows.c.begun_at > since,
        windows.c.address_id != address_id,
    )
    if connection.execute(others).scalar_one() >= quota.people and not _is_begun(
        connection, address_id, since
    ):
        return False
    row = {"address_id": address_id, "channel": quota.channel, "heard_at": 0, "begun_at": at}
    new = insert_into(windows, connection.dialect.name).values(**row)
    again = {"begun_at": new.excluded.begun_at}
    connection.execute(new.on_conflict_do_update(index_elements=["address_id"], set_=again))
    return True


def _is_begun(connection: Connection, address_id: int, since: int) -> bool:
    wanted = select(windows.c.begun_at).where(windows.c.address_id == address_id)
    return (connection.execute(wanted).scalar() or 0) > since
