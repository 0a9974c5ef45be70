"""What a person said and was told at one address, in order."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Engine, and_, bindparam, literal_column, or_, select

from conversations.dialog.event import Inbound, Said
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from storage.cases import Case, place
from storage.schema import MERGED, cases, inbox, outbox
from storage.writeset import Row


class Entry(Struct, frozen=True):
    """One line of the talk: a message of Pandu's, or what the applicant said. `at` is UTC."""

    seq: int
    sender: Literal["pandu", "me"]
    at: datetime
    message: Message | None = None
    text: str = ""


class Heard(Struct):
    """What an event said, as it is stored: `echo` is how the talk shows it."""

    said: Said
    echo: str = ""


_HEARD = msgspec.json.Decoder(Heard)
_MESSAGE = msgspec.json.Decoder(Message)
_CASES = select(cases.c.id).where(
    or_(
        cases.c.id == bindparam("case_id"),
        and_(cases.c.merged_into == bindparam("case_id"), literal_column(MERGED)),
    )
)
_SAID = select(inbox.c.seq, inbox.c.event, inbox.c.at, inbox.c.body).where(
    inbox.c.case_id.in_(bindparam("whole", expanding=True)),
    inbox.c.seq > bindparam("after"),
    inbox.c.address_id == bindparam("address_id"),
)
_TOLD = select(
    outbox.c.case_id, outbox.c.seq, outbox.c.kind, outbox.c.status, outbox.c.created_at,
    outbox.c.body,
).where(
    outbox.c.case_id.in_(bindparam("whole", expanding=True)),
    outbox.c.seq > bindparam("after"),
    outbox.c.address_id == bindparam("address_id"),
    outbox.c.channel == bindparam("channel"),
    outbox.c.status != "cancelled",
    (outbox.c.status != "waiting")
    | (outbox.c.not_after == 0)
    | (outbox.c.not_after > bindparam("now")),
)  # fmt: skip
Passes = Callable[[Connection, Sequence[Row]], set[int]]
"""Numbers of those messages, not sent yet, that may be shown."""


def _all(_connection: Connection, rows: Sequence[Row]) -> set[int]:
    return {row["seq"] for row in rows}


def read_after(
    engine: Engine, case: Case, after: int, now: int, passes: Passes = _all
) -> tuple[Entry, ...]:
    """Entries of `case`, and of those that went into it, at its address numbered above `after`,
    without what came too late by the time `now` (ms). Blocking.
    """
    open_until = {"now": now, "channel": case.address.channel}
    with engine.connect() as connection:
        whole = whole_of(connection, case.id)
        which = {"whole": whole, "after": after, "address_id": case.address_id}
        said = connection.execute(_SAID, which).all()
        told = connection.execute(_TOLD, which | open_until).all()
        new = [row._asdict() for row in told if row.status == "waiting"]
        free = passes(connection, new) if new else set()
    entries = [_said(case, row.seq, row.event, row.at, row.body) for row in said if row.body]
    for row in (each for each in told if each.body):  # nothing is left of who was erased
        if row.status == "waiting" and row.seq not in free:
            continue
        body = case.seal.open(row.body, place("outbox", row.case_id, row.seq))
        entries.append(Entry(row.seq, "pandu", _time(row.created_at), _MESSAGE.decode(body)))
    return tuple(sorted(entries, key=lambda entry: entry.seq))


def whole_of(connection: Connection, case_id: int) -> Sequence[int]:
    """The case and those that went into it, whose talks are its own."""
    return connection.execute(_CASES, {"case_id": case_id}).scalars().all()


def has_come(engine: Engine, event: bytes) -> bool:
    """Is it known? Blocking."""
    with engine.connect() as connection:
        found = connection.execute(select(inbox.c.seq).where(inbox.c.event == event))
        return found.first() is not None


def entries_of(turn: Turn, inbound: Inbound, now: datetime) -> tuple[Entry, ...]:
    """The same entries, of one turn that was just committed."""
    told = [Entry(message.seq, "pandu", now, message) for message in turn.messages]
    if turn.echo_seq:
        told.append(Entry(turn.echo_seq, "me", inbound.at, text=turn.echo))
    return tuple(sorted(told, key=lambda entry: entry.seq))


def _said(case: Case, seq: int, event: bytes, at: int, body: bytes) -> Entry:
    heard = _HEARD.decode(case.seal.open(body, b"inbox:" + event))
    return Entry(seq, "me", _time(at), text=heard.echo)


def _time(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
