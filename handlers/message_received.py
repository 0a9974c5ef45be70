"""One message in, one committed write-set out."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.event import Inbound
from handlers.channel_joined import Wished, committed_alone, fulfilled
from handlers.code_checked import asked_of_code
from handlers.contact_code import weighed
from handlers.join_weighed import brought, here
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
            event = await brought(event, case, parts, now)
            state, said = here(event, case, now)
            turn = parts.dialog.advance(state, said, now, can)
            if noted:
                turn = replace(turn, audit=(*turn.audit, *noted))
            wished = Wished(replace(event, said=said), case, turn, can, now)
            committed = await (fulfilled if turn.wish else committed_alone)(wished, parts)
        if committed.result != "outdated":
            return committed
    raise TooBusyError
