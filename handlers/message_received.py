"""One message in, one committed write-set out."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.event import Inbound
from conversations.dialog.in_place import in_place
from handlers.code_checked import asked_of_code
from handlers.contact_code import lettered, weighed
from handlers.linked import linked
from handlers.parts import Parts
from storage.store import Committed

TRIES = 8


class TooBusyError(RuntimeError):
    """Other processes changed the case at every try; the sender may repeat the event."""


async def message_received(
    event: Inbound, parts: Parts, now: datetime, *, noted: tuple[str, ...] = ()
) -> Committed:
    """What became of `event`, durable when this returns. `noted` joins its audit.

    Raises `DatabaseDownError` and `TooBusyError` where nothing was stored.
    """
    can = parts.channels[event.address.channel]
    for _ in range(TRIES):
        async with parts.store.lane(event.address):
            case = await parts.store.case_of(event.address, parts.slug, now)
            event = await weighed(event, case, parts, now)
            event = await asked_of_code(event, case.state.language, parts)
            turn = parts.dialog.advance(case.state, event.said, now, can)
            turn = lettered(linked(turn, case, parts, now), case, parts, now)
            if can.can_edit:
                turn = in_place(turn, case.state, event.said)
            if noted:
                turn = replace(turn, audit=(*turn.audit, *noted))
            committed = await parts.store.commit(case, event, turn, now, push=can.can_push)
        if committed.result != "outdated":
            return committed
    raise TooBusyError
