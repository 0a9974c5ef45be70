"""Somebody wants no message unasked any more, and said so by a link that only they were sent."""

from datetime import UTC, datetime

from msgspec.structs import replace

from conversations.dialog.event import Address
from conversations.dialog.turn import Turn
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts


async def stopped(talk: Address, parts: Parts, now: datetime) -> None:
    """Durable when this returns, and harmless to repeat; what waits for them is cancelled by the
    same commit. Raises `DatabaseDownError`, `KeyErasedError` and `TooBusyError`.
    """
    for _ in range(TRIES):
        async with parts.store.lane(talk):
            case = await parts.store.case_of(talk, parts.slug, now)
            if case.state.stopped or not case.version:
                return
            state = replace(case.state, stopped=now.astimezone(UTC).isoformat())
            turn = Turn(state, audit=("messages_stopped",))
            if await parts.store.commit_alone(case, turn, now) == "done":
                return
    raise TooBusyError
