"""An occasion is due: what there is to say of it goes out, once."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from conversations.dialog.turn import Turn
from conversations.schedule.due import Told, told
from conversations.schedule.revision import dates_of, named
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts
from handlers.reachable import reachable
from storage.cases import KeyErasedError
from storage.due import Due
from storage.planning import Outgoing, Planning, Reach, time_of
from storage.store import Committed

BEHIND = timedelta(seconds=20)
"""After this a process has heard of newer dates."""


class Happened(Struct, frozen=True):
    """What became of it. `lost`: another process had it meanwhile. `reason` is for the count."""

    result: Literal["said", "dropped", "later", "lost"]
    reason: str = ""
    committed: Committed | None = None


class Where(Struct, frozen=True):
    """The address whose talk shows it, and others that are only written to."""

    talk: Reach
    copies: tuple[Reach, ...] = ()


async def occasion_due(due: Due, parts: Parts, now: datetime) -> Happened:
    """Durable when this returns. Raises `DatabaseDownError` and `TooBusyError`."""
    planning, mine = parts.store.planning(), dates_of(parts.dialog.edition).number
    if due.revision != mine:
        behind = Told(later=now + BEHIND) if due.revision > mine else Told(reason="superseded")
        return await _unsaid(due, behind, planning, now)
    for _ in range(TRIES):
        known = await planning.reaches(due.case_id)
        where = _where(await reachable(known, _purpose(due, parts), parts, now), parts)
        if where is None:
            return await _unsaid(due, Told(reason="unreachable"), planning, now)
        try:
            happened = await _said(due, where, parts, now)
        except KeyErasedError:
            return await _unsaid(due, Told(reason="erased"), planning, now)
        if happened:
            return happened
    raise TooBusyError


async def _said(due: Due, where: Where, parts: Parts, now: datetime) -> Happened | None:
    """None where the case changed meanwhile."""
    planning, address = parts.store.planning(), where.talk.address
    can = parts.channels[address.channel]
    async with parts.store.lane(address):
        case = await parts.store.case_of(address, parts.slug, now)
        scene = parts.dialog.scene(case.state, now, can)
        found = told(scene, due.occasion, time_of(due.not_after))
        if found.turn is None or found.until is None:
            return await _unsaid(due, found, planning, now)
        until = found.until if can.can_push else time_of(due.not_after)
        outgoing = [Outgoing(message, until) for message in found.turn.messages]
        turn, copies = _copied(found.turn, where, found.until)
        result = await planning.commit(case, turn, due, [*outgoing, *copies], now)
    if result == "done":
        return Happened("said", committed=Committed(result, case, turn))
    return Happened("lost") if result == "repeat" else None


async def _unsaid(due: Due, found: Told, planning: Planning, now: datetime) -> Happened:
    if found.later:
        await planning.postpone(due, found.later, now)
        return Happened("later")
    await planning.drop(due, found.reason, now)
    return Happened("dropped", found.reason)


def _purpose(due: Due, parts: Parts) -> str:
    occasion = named(parts.dialog.edition, due.occasion)
    return occasion.tells if occasion else ""


def _where(reaches: list[Reach], parts: Parts) -> Where | None:
    """Where they talked last and a message reaches them by itself; else where they talked, and
    everywhere that only takes messages.
    """
    known = [reach for reach in reaches if reach.address.channel in parts.channels]
    pushed = [reach for reach in known if parts.channels[reach.address.channel].can_push]
    if talked := next((reach for reach in pushed if reach.heard), None):
        return Where(talked)
    copies = tuple(reach for reach in pushed if not reach.heard)
    waiting = next((reach for reach in known if reach.heard), None)
    if waiting:
        return Where(waiting, copies)
    return Where(copies[0], copies[1:]) if copies else None


def _copied(turn: Turn, where: Where, until: datetime) -> tuple[Turn, list[Outgoing]]:
    """The turn with a number for each copy, and the copies."""
    state, copies = turn.state, []
    for reach in where.copies:
        for message in turn.messages:
            state = replace(state, seq=state.seq + 1)
            letter = replace(message, seq=state.seq, name=state.contact.name)
            copies.append(Outgoing(letter, until, reach))
    return replace(turn, state=state), copies
