"""From the recipients of an announcement to rows of the outbox: a few at a time, so that it can be
held at any moment and nothing waits behind it.
"""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, and_, func, literal, select

from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.stored import decode
from storage.broadcasts import Broadcast
from storage.cases import Case, place, row_of
from storage.keys import KeyStore
from storage.outbox import BULK, is_open
from storage.recipients import handed
from storage.rows import WAITING, audit_row, outbox_row
from storage.schema import addresses, cases, outbox
from storage.schema_staff import broadcast_recipients as recipients
from storage.sealing import Seal
from storage.segments import belongs
from storage.writeset import WriteSet


class Waiting(Struct, frozen=True):
    """One recipient whose turn it is: their case, or why nothing is said. `wrong` is the number of
    the message that is to be corrected in place, 0 where there is none.
    """

    case_id: int
    case: Case | None = None
    reason: str = ""
    wrong: int = 0


def waiting(
    connection: Connection, keys: KeyStore, broadcast: Broadcast, channel: str, most: int
) -> list[Waiting]:
    """The next on `channel`, as they are now."""
    rows = connection.execute(_waiting(broadcast, channel, most)).mappings().all()
    seals = keys.seals([row["applicant_id"] for row in rows if not _why_not(row)])
    return [_opened(row, seals, broadcast) for row in rows]


def in_outbox(connection: Connection, channels: Collection[str]) -> dict[str, int]:
    """How many messages to many are open there, by channel."""
    wanted = (
        select(outbox.c.channel, func.count().label("people"))
        .where(outbox.c.channel.in_(channels), is_open(), outbox.c.kind == BULK)
        .group_by(outbox.c.channel)
    )
    return {row.channel: row.people for row in connection.execute(wanted)}


def attempts(connection: Connection, broadcast_id: int, since: int) -> list[tuple[str, int]]:
    """What failed since then by its reason; under "" all that ended."""
    ended = ("sent", "delivered", "read", "failed", "unknown")
    wanted = (
        select(outbox.c.status, outbox.c.reason, func.count())
        .join(recipients, and_(recipients.c.case_id == outbox.c.case_id,
                               recipients.c.seq == outbox.c.seq))
        .where(recipients.c.broadcast_id == broadcast_id, recipients.c.status == "handed",
               outbox.c.status.in_(ended), outbox.c.changed_at >= since)
        .group_by(outbox.c.status, outbox.c.reason)
    )  # fmt: skip
    found, done = [], 0
    for status, reason, count in connection.execute(wanted):
        done += count
        if status == "failed":
            found.append((reason or "refused", count))
    return [*found, ("", done)]


def write_set(broadcast: Broadcast, case: Case, messages: list[Message], at: int) -> WriteSet:
    """The case with its new numbers, the messages, and the recipient; the last one is what counts
    as the announcement.
    """
    seq, until = messages[-1].seq, broadcast.content.not_after
    case.state.seq = seq
    rows = [outbox_row(case, message, WAITING, at) for message in messages]
    note = audit_row(case, f"told broadcast {broadcast.code}", at) | {"actor": "pandu"}
    return WriteSet(
        row_of(case, case.state, at) | {"last_seen": 0},
        outbox=[row | {"kind": BULK, "not_after": until} for row in rows],
        audit=[note],
        recipient=handed(broadcast.id, case.id, seq, at),
    )


def _waiting(broadcast: Broadcast, channel: str, most: int) -> Select[Any]:
    wrong, sent = recipients.alias("wrong"), outbox.alias("sent")
    corrected = literal(0) if not broadcast.corrects_id else func.coalesce(sent.c.seq, 0)
    of_them = literal(value=True) if broadcast.corrects_id else belongs(broadcast.segment)
    wanted = select(
        recipients.c.case_id, recipients.c.address_id, recipients.c.channel,
        addresses.c.applicant_id, addresses.c.sealed_id, addresses.c.blocked_at,
        cases.c.applicant_id.label("whose"), cases.c.version, cases.c.state, cases.c.created_at,
        addresses.c.person, cases.c.stopped, cases.c.consented, cases.c.blocked,
        of_them.label("belongs"), corrected.label("wrong"),
    )  # fmt: skip
    joined = recipients.outerjoin(addresses, addresses.c.id == recipients.c.address_id).outerjoin(
        cases, cases.c.id == recipients.c.case_id
    )
    if broadcast.corrects_id:
        joined = joined.outerjoin(
            wrong,
            and_(wrong.c.broadcast_id == broadcast.corrects_id,
                 wrong.c.case_id == recipients.c.case_id),
        ).outerjoin(
            sent,
            and_(sent.c.case_id == wrong.c.case_id, sent.c.seq == wrong.c.seq,
                 sent.c.address_id == recipients.c.address_id, sent.c.sent_id != ""),
        )  # fmt: skip
    return (
        wanted.select_from(joined)
        .where(
            recipients.c.broadcast_id == broadcast.id,
            recipients.c.status == "waiting",
            recipients.c.channel == channel,
        )
        .limit(most)
    )


def _opened(row: Mapping[Any, Any], seals: Mapping[int, Seal], broadcast: Broadcast) -> Waiting:
    if reason := _why_not(row):
        return Waiting(row["case_id"], reason=reason)
    seal = seals.get(row["applicant_id"])
    if seal is None:
        return Waiting(row["case_id"], reason="erased")
    case_id, address_id = row["case_id"], row["address_id"]
    external_id = seal.open(row["sealed_id"], place("address", address_id)).decode()
    state: State = decode(seal.open(row["state"], place("case", case_id)))
    address = Address(row["channel"], external_id, row["person"])
    case = Case(
        address, broadcast.posting, address_id, row["applicant_id"], seal, case_id,
        row["version"], state, row["created_at"],
    )  # fmt: skip
    return Waiting(case_id, case, wrong=row["wrong"])


def _why_not(row: Mapping[Any, Any]) -> str:
    """Why nothing is said to somebody, as they are now; "" where it is."""
    if row["whose"] is None or row["applicant_id"] != row["whose"]:
        return "address gone"
    if row["blocked_at"]:
        return "blocked"
    if row["blocked"]:
        return "staff blocked"
    if not row["consented"]:
        return "withdrawn"
    if row["stopped"]:
        return "stopped"
    return "" if row["belongs"] else "changed"
