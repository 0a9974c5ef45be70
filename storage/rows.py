"""Rows of one turn, sealed."""

import msgspec
from msgspec import Struct

from conversations.dialog.event import Inbound
from conversations.dialog.join_place import stamped
from conversations.dialog.message import Message
from conversations.dialog.turn import Letter, Turn
from storage.cases import Case, millis, place
from storage.history import Heard
from storage.reaching import HOLDS_MS, MAIL
from storage.writeset import Row


class Lease(Struct, frozen=True):
    """By whose process a row is leased, and how often that was; number 0 is no lease."""

    worker: int
    number: int


WAITING = Lease(0, 0)
_ENCODE = msgspec.json.Encoder().encode


def inbox_row(case: Case, event: bytes, inbound: Inbound, turn: Turn, at: int) -> Row:
    """The event, with how the talk shows it and under which number."""
    body = _ENCODE(Heard(inbound.said, turn.echo))
    return {
        "event": event,
        "case_id": case.id,
        "address_id": case.address_id,
        "seq": turn.echo_seq,
        "body": case.seal.close(body, b"inbox:" + event),
        "at": millis(inbound.at),
        "received_at": at,
    }


def outbox_row(case: Case, message: Message, lease: Lease, at: int) -> Row:
    """One message to the case's address: leased to this process, or waiting for its turn."""
    if case.standing.number:
        message = stamped(message, case.standing.number)
    return {
        "case_id": case.id,
        "seq": message.seq,
        "address_id": case.address_id,
        "channel": case.address.channel,
        "kind": "reply",
        "key": message.key,
        "body": case.seal.close(_ENCODE(message), place("outbox", case.id, message.seq)),
        "replaces": message.replaces,
        "status": "leased" if lease.number else "waiting",
        "reason": "",
        "sent_id": "",
        "attempts": lease.number,
        "lease": lease.number,
        "leased_by": lease.worker,
        "not_before": 0,
        "not_after": 0,
        "created_at": at,
        "changed_at": at,
    }


def letter_row(case: Case, letter: Letter, at: int) -> Row:
    """A letter waits for the mail, and goes out no longer than its code holds."""
    row = outbox_row(case, letter.message, WAITING, at)
    return row | {"channel": MAIL, "kind": "code", "not_after": at + HOLDS_MS}


def audit_row(case: Case, act: str, at: int) -> Row:
    return {"case_id": case.id, "actor": "applicant", "act": act, "at": at}
