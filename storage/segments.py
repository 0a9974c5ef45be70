"""Who is in a segment, where each of them is reached, and who is not and why.

Reads the open columns of cases, their addresses, and when each was heard last: nothing sealed.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select, true

from conversations.broadcast.segment import Segment
from conversations.dialog.capabilities import Capabilities
from storage.schema import addresses, cases, inbox
from storage.schema_staff import broadcast_recipients

AT_ONCE = 2_000
_Heard = dict[tuple[int, int], int]
Found = Any
"""A row of a database."""


class Reached(Struct, frozen=True):
    """One case of a segment, and where a message reaches it; `reason` says why none does."""

    case_id: int
    address_id: int = 0
    channel: str = ""
    reason: str = ""


class Aim(Struct, frozen=True):
    """Whose segment is read: of a posting, over the channels there are. `corrects` is a broadcast:
    then it is its recipients, and no others.
    """

    posting: str
    segment: Segment
    channels: Mapping[str, Capabilities]
    corrects: int = 0


def belongs(segment: Segment) -> ColumnElement[bool]:
    """Is a case what the segment names, as its open columns are now?"""
    parts: list[ColumnElement[bool]] = []
    if segment.unfinished == "check":
        parts.append(cases.c.progress != "checked")
    if segment.unfinished == "form":
        parts.append(cases.c.sent == 0)
    if segment.missing:
        held = literal(",") + cases.c.missing + literal(",")
        lacks = [held.contains(f",{slot},", autoescape=True) for slot in segment.missing]
        parts.append(or_(*lacks))
    if segment.verdicts:
        parts.append(cases.c.verdict.in_(segment.verdicts))
    if segment.languages:
        parts.append(cases.c.language.in_(segment.languages))
    return and_(true(), *parts)


def hushed() -> ColumnElement[bool]:
    """Do they want no message unasked, or get none?"""
    return or_(cases.c.stopped > 0, cases.c.blocked > 0)


def audience(connection: Connection, aim: Aim, after: int, most: int) -> list[Reached]:
    """The next `most` cases above the number `after`, in order; [] at the end.

    A part whose cases are all left out by their channel comes as rows with the reason `channel`.
    """
    which = [cases.c.posting == aim.posting, cases.c.consented == 1, cases.c.merged_into == 0,
             cases.c.id > after]  # fmt: skip
    if aim.corrects:
        told = select(broadcast_recipients.c.case_id).where(
            broadcast_recipients.c.broadcast_id == aim.corrects,
            broadcast_recipients.c.status == "handed",
        )
        which.append(cases.c.id.in_(told))
    else:
        which.append(belongs(aim.segment))
    wanted = select(cases.c.id, cases.c.stopped, cases.c.blocked).where(*which)
    found = connection.execute(wanted.order_by(cases.c.id).limit(most)).all()
    if not found:
        return []
    ways = _ways(connection, aim.posting, found[0].id, found[-1].id)
    heard = _heard(connection, found[0].id, found[-1].id)
    return [_reached(row, ways.get(row.id, []), heard, aim) for row in found]


def whole(connection: Connection, aim: Aim) -> Iterator[Reached]:
    """Everybody, read in parts."""
    after = -1
    while part := audience(connection, aim, after, AT_ONCE):
        yield from part
        after = part[-1].case_id


def _ways(connection: Connection, posting: str, first: int, last: int) -> dict[int, list[Found]]:
    """The addresses of these cases."""
    wanted = (
        select(cases.c.id.label("case_id"), addresses.c.id, addresses.c.channel,
               addresses.c.blocked_at)
        .join(addresses, addresses.c.applicant_id == cases.c.applicant_id)
        .where(cases.c.id.between(first, last), cases.c.posting == posting)
        .order_by(cases.c.id)
    )  # fmt: skip
    rows = connection.execute(wanted)
    return {case_id: list(some) for case_id, some in groupby(rows, key=itemgetter(0))}


def _heard(connection: Connection, first: int, last: int) -> _Heard:
    """When somebody last spoke at each address (ms)."""
    wanted = (
        select(inbox.c.case_id, inbox.c.address_id, func.max(inbox.c.received_at))
        .where(inbox.c.case_id.between(first, last))
        .group_by(inbox.c.case_id, inbox.c.address_id)
    )
    return {(case_id, address): at for case_id, address, at in connection.execute(wanted)}


def _reached(row: Found, ways: list[Found], heard: _Heard, aim: Aim) -> Reached:
    if row.stopped:
        return Reached(row.id, reason="stopped")
    if row.blocked:
        return Reached(row.id, reason="staff blocked")
    known = [way for way in ways if way.channel in aim.channels]
    open_ways = [way for way in known if not way.blocked_at]
    if not open_ways:
        return Reached(row.id, reason="blocked" if known else "unreachable")
    ranked = ((_rank(each, heard.get((row.id, each.id), 0), aim.channels), each.id, each)
              for each in open_ways)  # fmt: skip
    way = max(ranked)[2]
    only: Collection[str] = aim.segment.channels
    reason = "channel" if only and way.channel not in only else ""
    return Reached(row.id, way.id, way.channel, reason)


def _rank(way: Found, heard: int, channels: Mapping[str, Capabilities]) -> tuple[int, int]:
    """Best where a message reaches them by itself and they spoke last; next where it reaches them
    by itself; else where they come back to.
    """
    pushes = channels[way.channel].can_push
    return (2 if pushes and heard else 1 if pushes else 0), heard
