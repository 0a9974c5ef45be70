"""A channel may not or cannot tell somebody something: another one does."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from conversations.dialog.turn import Turn
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts
from storage.cases import Case, KeyErasedError
from storage.delivery import Delivery
from storage.planning import Outgoing, Reach

KINDS = {"notice", "reply"}
"""What else goes out has people who look after what failed."""
HOLDS = timedelta(days=1)
"""Where it had no end of its own."""


async def sent_elsewhere(delivery: Delivery, parts: Parts, now: datetime) -> bool:
    """Is it on its way to them by another channel? Durable when this returns, and done once.

    Raises `DatabaseDownError` and `TooBusyError`.
    """
    if delivery.kind not in KINDS:
        return False
    reach = await _other(delivery, parts)
    if reach is None:
        return False
    for _ in range(TRIES):
        async with parts.store.lane(delivery.address):
            try:
                case = await parts.store.case_of(delivery.address, parts.slug, now)
            except KeyErasedError:
                return False
            result = await _copied(delivery, case, reach, parts, now)
        if result != "outdated":
            return True
    raise TooBusyError


async def _other(delivery: Delivery, parts: Parts) -> Reach | None:
    """Where they spoke last, of the channels that reach people by themselves and at any time."""
    for reach in await parts.store.planning().reaches(delivery.case_id):
        can = parts.channels.get(reach.address.channel)
        if can and can.can_push and not can.needs_template:
            return reach
    return None


async def _copied(delivery: Delivery, case: Case, reach: Reach, parts: Parts, now: datetime) -> str:
    number = case.state.seq + 1
    state = replace(case.state, seq=number)
    letter = replace(delivery.message, seq=number, replaces=0, name=case.state.contact.name)
    turn = Turn(state, audit=("sent_elsewhere",))
    outgoing = Outgoing(letter, now + HOLDS, reach)
    return await parts.store.windows().copy(case, turn, outgoing, delivery.seq, now)
