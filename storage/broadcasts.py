"""Announcements as they are stored, and every change of their state."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, Update, insert, select, update

from conversations.broadcast.frozen import Content, frozen
from conversations.broadcast.segment import Segment, decoded, encoded
from conversations.broadcast.status import Status
from conversations.broadcast.words import KEY
from storage.cases import millis
from storage.outbox import is_open
from storage.planning import time_of
from storage.schema import audit, outbox
from storage.schema_staff import broadcasts, staff
from storage.writeset import Row

FAR = 1 << 52
"""Milliseconds: a time that does not come, for what is held."""


class Broadcast(Struct, frozen=True, kw_only=True):
    """One announcement. Times are UTC, None where there was none; `corrects` is the code of the
    wrong one, `channel_post` what became of it in the agency's own channel. `author_reached`: they
    have an address to try it out at.
    """

    id: int
    posting: str
    code: str
    status: Status
    segment: Segment
    texts: Mapping[str, str]
    author_id: int
    author: str
    author_reached: bool
    approver: str
    corrects_id: int
    corrects: str
    audience: int
    tested: bool
    not_after: datetime
    starts_at: datetime | None
    approved_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    paused_reason: str
    channel_post: str
    created_at: datetime
    changed_at: datetime
    frozen: bytes

    @property
    def content(self) -> Content:
        """What an approval holds."""
        until = millis(self.not_after)
        return Content(self.posting, self.code, self.texts, self.segment, until, self.corrects_id)

    @property
    def seen(self) -> str:
        """Changes with everything that is approved: who approves says what they looked at."""
        return frozen(self.content, ()).hex()[:32]


class Written(Struct, frozen=True):
    """What its author wrote."""

    texts: Mapping[str, str]
    segment: Segment
    not_after: datetime
    corrects_id: int = 0


class Change(Struct, frozen=True):
    """A change of a broadcast that is in `status` and was last changed when this one was. `act`
    goes into the audit under `actor`.
    """

    of: Broadcast
    values: Mapping[str, object]
    actor: str
    act: str


def add(connection: Connection, row: Row, actor: str) -> bool:
    """False where its code is another's already; a repeated request changes nothing."""
    if _known(connection, broadcasts.c.request_key == row["request_key"]):
        return True
    if _known(connection, broadcasts.c.code == row["code"]):
        return False
    connection.execute(insert(broadcasts), row)
    _note(connection, actor, f"broadcast {row['code']} written", row["created_at"])
    return True


def change(connection: Connection, wanted: Change, at: int) -> bool:
    """False where somebody changed it meanwhile."""
    was = wanted.of
    mine = (broadcasts.c.id == was.id, broadcasts.c.status == was.status,
            broadcasts.c.changed_at == millis(was.changed_at))  # fmt: skip
    later = max(at, millis(was.changed_at) + 1)
    values = {**wanted.values, "changed_at": later}
    if not connection.execute(update(broadcasts).where(*mine).values(values)).rowcount:
        return False
    _note(connection, wanted.actor, f"broadcast {was.code} {wanted.act}", at)
    return True


def posted(connection: Connection, broadcast_id: int, was: str, became: str) -> bool:
    """Notes what became of its post in the agency's channel, where that was `was` until now."""
    mine = (broadcasts.c.id == broadcast_id, broadcasts.c.channel_post == was)
    changed = update(broadcasts).where(*mine).values(channel_post=became)
    return connection.execute(changed).rowcount == 1


def hold(connection: Connection, code: str, at: int) -> None:
    """What of it waits in the outbox stays there."""
    connection.execute(_waiting(code).values(not_before=FAR, changed_at=at))


def release(connection: Connection, code: str, at: int) -> None:
    """It may go out again."""
    held = _waiting(code).where(outbox.c.not_before == FAR)
    connection.execute(held.values(not_before=0, changed_at=at))


def cancel(connection: Connection, code: str, at: int) -> None:
    """What of it waits in the outbox never goes out."""
    gone = {"status": "cancelled", "reason": "broadcast stopped", "changed_at": at}
    connection.execute(_waiting(code).values(gone))


def on_its_way(connection: Connection, code: str, channels: list[str]) -> bool:
    """Is any message of it still to be sent on these?"""
    wanted = select(outbox.c.seq).where(
        outbox.c.channel.in_(channels), is_open(), outbox.c.key.in_(keys_of(code))
    )
    return connection.execute(wanted.limit(1)).first() is not None


def keys_of(code: str) -> tuple[str, str]:
    """Of its messages, and of those that put it in the place of a wrong one."""
    return KEY + code, f"{KEY}{code}:replaces"


def find(connection: Connection, *conditions: Any) -> list[Broadcast]:  # noqa: ANN401 - SQL conditions
    """The newest first."""
    wanted = _SELECT.where(*conditions).order_by(broadcasts.c.id.desc())
    return [_opened(row) for row in connection.execute(wanted).mappings()]


def row_of(written: Written) -> Row:
    """The columns that its author fills."""
    return {
        "texts": msgspec.json.encode(written.texts).decode(),
        "segment": encoded(written.segment),
        "not_after": millis(written.not_after),
        "corrects": written.corrects_id or None,
    }


def _waiting(code: str) -> Update:
    return update(outbox).where(
        outbox.c.key.in_(keys_of(code)), is_open(), outbox.c.status == "waiting"
    )


def _known(connection: Connection, condition: Any) -> bool:  # noqa: ANN401 - an SQL condition
    return connection.execute(select(broadcasts.c.id).where(condition)).first() is not None


def _note(connection: Connection, actor: str, act: str, at: int) -> None:
    connection.execute(insert(audit), {"case_id": 0, "actor": actor, "act": act, "at": at})


def _moment(ms: int) -> datetime | None:
    return time_of(ms) if ms else None


def _opened(row: Mapping[Any, Any]) -> Broadcast:
    return Broadcast(
        id=row["id"],
        posting=row["posting"],
        code=row["code"],
        status=row["status"],
        author_id=row["author_id"],
        author=row["author"],
        audience=row["audience"],
        paused_reason=row["paused_reason"],
        starts_at=_moment(row["starts_at"]),
        approved_at=_moment(row["approved_at"]),
        started_at=_moment(row["started_at"]),
        finished_at=_moment(row["finished_at"]),
        segment=decoded(row["segment"]),
        texts=msgspec.json.decode(row["texts"], type=dict[str, str]),
        author_reached=row["author_telegram"] is not None,
        approver=row["approver"] or "",
        corrects_id=row["corrects"] or 0,
        corrects=row["corrects_code"] or "",
        tested=bool(row["tested_at"]),
        not_after=time_of(row["not_after"]),
        channel_post=row["channel_post"],
        created_at=time_of(row["created_at"]),
        changed_at=time_of(row["changed_at"]),
        frozen=row["frozen_hash"] or b"",
    )


def _select() -> Select[Any]:
    author, approver, wrong = staff.alias("a"), staff.alias("b"), broadcasts.alias("w")
    return (
        select(
            broadcasts, author.c.name.label("author"), approver.c.name.label("approver"),
            author.c.sealed_telegram.label("author_telegram"),
            wrong.c.code.label("corrects_code"),
        )
        .join(author, author.c.id == broadcasts.c.author_id)
        .outerjoin(approver, approver.c.id == broadcasts.c.approver_id)
        .outerjoin(wrong, wrong.c.id == broadcasts.c.corrects)
    )  # fmt: skip


_SELECT = _select()
