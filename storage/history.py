"""What a person said and was told at one address, in order."""

from datetime import UTC, datetime
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Engine, bindparam, select

from conversations.dialog.event import Inbound, Said
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from storage.cases import Case, place
from storage.schema import inbox, outbox


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
_SAID = select(inbox.c.seq, inbox.c.event, inbox.c.at, inbox.c.body).where(
    inbox.c.case_id == bindparam("case_id"),
    inbox.c.seq > bindparam("after"),
    inbox.c.address_id == bindparam("address_id"),
)
_TOLD = select(outbox.c.seq, outbox.c.created_at, outbox.c.body).where(
    outbox.c.case_id == bindparam("case_id"),
    outbox.c.seq > bindparam("after"),
    outbox.c.address_id == bindparam("address_id"),
    outbox.c.channel == bindparam("channel"),
    outbox.c.status != "cancelled",
    (outbox.c.status != "waiting")
    | (outbox.c.not_after == 0)
    | (outbox.c.not_after > bindparam("now")),
)


def read_after(engine: Engine, case: Case, after: int, now: int) -> tuple[Entry, ...]:
    """Entries of `case` at its address numbered above `after`, without what came too late by the
    time `now` (ms). Blocking.
    """
    which = {"case_id": case.id, "after": after, "address_id": case.address_id}
    open_until = {"now": now, "channel": case.address.channel}
    with engine.connect() as connection:
        said = connection.execute(_SAID, which).all()
        told = connection.execute(_TOLD, which | open_until).all()
    entries = [_said(case, row.seq, row.event, row.at, row.body) for row in said if row.body]
    for row in (each for each in told if each.body):  # nothing is left of who was erased
        body = case.seal.open(row.body, place("outbox", case.id, row.seq))
        entries.append(Entry(row.seq, "pandu", _time(row.created_at), _MESSAGE.decode(body)))
    return tuple(sorted(entries, key=lambda entry: entry.seq))


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
