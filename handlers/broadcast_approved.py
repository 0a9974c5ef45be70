"""A second person approved an announcement: text, audience and last moment are held by a hash."""

from datetime import datetime

from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.status import allow, already
from handlers.broadcast_outlook import aim_of, broadcast_outlook, in_time
from handlers.broadcast_written import allow_role, broadcast_of, changed
from handlers.parts import Parts
from storage.broadcasts import Broadcast, Change
from storage.cases import millis
from storage.staff import Member

ROLE = "approver"


async def broadcast_approved(
    code: str, parts: Parts, who: Member, now: datetime, *, seen: str = ""
) -> Broadcast:
    """Durable when this returns; approved again it stays as it is. `seen` is `Broadcast.seen` of
    what they looked at. Raises `BroadcastRefusedError`, `DatabaseDownError`.
    """
    allow_role(who, ROLE)
    was = await broadcast_of(code, parts)
    if already("approve", was.status):
        return was
    allow("approve", was.status)
    _allowed(was, who, seen)
    outlook = await broadcast_outlook(was, parts, now)
    if not outlook.reached:
        raise BroadcastRefusedError("nobody")
    in_time(was, outlook.forecast, parts)
    return await _frozen(was, parts, who, now)


def _allowed(was: Broadcast, who: Member, seen: str) -> None:
    if who.id == was.author_id:
        raise BroadcastRefusedError("same_person")
    if seen and seen != was.seen:
        raise BroadcastRefusedError("seen")
    if not was.tested and was.author_reached:
        raise BroadcastRefusedError("untested")


async def _frozen(was: Broadcast, parts: Parts, who: Member, now: datetime) -> Broadcast:
    sealed, audience = await parts.store.announcing.freeze(was, aim_of(was, parts), now)
    values = {
        "status": "approved", "frozen_hash": sealed, "audience": audience,
        "approver_id": who.id, "approved_at": millis(now), "paused_reason": "",
    }  # fmt: skip
    await changed(Change(was, values, who.actor, "approved"), parts, now)
    return await broadcast_of(was.code, parts)
