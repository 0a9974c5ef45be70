"""Staff started an announcement, paused it, let it go on, or stopped it. Each of these asked for
twice is done once.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from conversations.broadcast.refused import BroadcastRefusedError, local
from conversations.broadcast.status import Act, allow, already
from handlers.broadcast_outlook import broadcast_outlook, in_time
from handlers.broadcast_written import ROLE, allow_role, broadcast_of
from handlers.parts import Parts
from storage import broadcasts, recipients
from storage.announcing import Effect
from storage.broadcasts import Broadcast, Change
from storage.cases import millis
from storage.staff import Member

COOLING = timedelta(minutes=5)
LATE = timedelta(minutes=1)
"""A time to start that is past by less means now."""


class When(Struct, frozen=True):
    """At `at`, or at once; but not before `cooling` is over since the approval."""

    at: datetime | None = None
    cooling: timedelta = COOLING


NOW = When()


async def broadcast_started(
    code: str, parts: Parts, who: Member, now: datetime, when: When = NOW
) -> Broadcast:
    """It goes out by itself then; until that it may be stopped. Raises `BroadcastRefusedError`,
    `DatabaseDownError`.
    """
    was = await _may("start", code, parts, who)
    if already("start", was.status):
        return was
    allow_move("start", was)
    if when.at and when.at < now - LATE:
        raise BroadcastRefusedError("start_past", at=local(when.at, parts.dialog.edition.posting))
    begins = max(when.at or now, now, (was.approved_at or now) + when.cooling)
    in_time(was, (await broadcast_outlook(was, parts, begins)).forecast, parts)
    values = {"status": "scheduled", "starts_at": millis(begins), "paused_reason": ""}
    return await _moved(Change(was, values, who.actor, "started"), parts, now)


async def broadcast_paused(code: str, parts: Parts, who: Member, now: datetime) -> Broadcast:
    """Nothing more of it leaves but the few messages that are on their way. Raises as above."""
    was = await _may("pause", code, parts, who)
    if already("pause", was.status):
        return was
    allow_move("pause", was)
    return await pause(was, parts, now, "by_hand", who.actor)


async def broadcast_resumed(code: str, parts: Parts, who: Member, now: datetime) -> Broadcast:
    """It goes on where it stood. Raises as above."""
    was = await _may("resume", code, parts, who)
    if already("resume", was.status):
        return was
    allow_move("resume", was)
    if was.not_after <= now:
        raise BroadcastRefusedError(
            "past", until=local(was.not_after, parts.dialog.edition.posting)
        )
    status = "going" if was.started_at else "scheduled"
    at = millis(now)
    values = {"status": status, "paused_reason": ""}
    return await _moved(
        Change(was, values, who.actor, "resumed"), parts, now,
        lambda c: broadcasts.release(c, was.code, at),
    )  # fmt: skip


async def broadcast_stopped(code: str, parts: Parts, who: Member, now: datetime) -> Broadcast:
    """Whoever did not get it yet does not get it. Raises as above."""
    was = await _may("stop", code, parts, who)
    if already("stop", was.status):
        return was
    allow_move("stop", was)
    at = millis(now)
    values = {"status": "stopped", "finished_at": at}
    return await _moved(
        Change(was, values, who.actor, "stopped"), parts, now,
        lambda c: broadcasts.cancel(c, was.code, at),
        lambda c: recipients.skip_rest(c, was.id, "broadcast stopped", at),
    )  # fmt: skip


async def pause(
    was: Broadcast, parts: Parts, now: datetime, reason: str, actor: str = "pandu"
) -> Broadcast:
    """Holds it for a `reason` of `broadcast.paused`."""
    at = millis(now)
    values: Mapping[str, object] = {"status": "paused", "paused_reason": reason}
    return await _moved(
        Change(was, values, actor, "paused"), parts, now,
        lambda c: broadcasts.hold(c, was.code, at),
    )  # fmt: skip


def allow_move(act: Act, was: Broadcast) -> None:
    """Raises `BroadcastRefusedError` where it cannot be done now."""
    allow(act, was.status)


async def _may(act: Act, code: str, parts: Parts, who: Member) -> Broadcast:
    """Whoever writes or approves announcements may hold and stop any of them."""
    roles = {"broadcaster", "approver"} if act != "start" else {ROLE, "approver"}
    allow_role(who, next(iter(sorted(roles & who.roles)), ROLE))
    return await broadcast_of(code, parts)


async def _moved(wanted: Change, parts: Parts, now: datetime, *effects: Effect) -> Broadcast:
    """Tried again where somebody changed it meanwhile would hide what they did: so it is refused,
    unless they did the same.
    """
    if not await parts.store.announcing.change(wanted, now, *effects):
        found = await broadcast_of(wanted.of.code, parts)
        if found.status != wanted.values["status"]:
            raise BroadcastRefusedError("seen")
        return found
    return await broadcast_of(wanted.of.code, parts)
