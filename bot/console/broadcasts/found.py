"""An announcement by the code in the address, and refusals in words."""

from starlette.exceptions import HTTPException

from bot.console.visit import Visit
from conversations.broadcast.refused import BroadcastRefusedError
from handlers.broadcast_written import broadcast_of
from storage.broadcasts import Broadcast

NO_TIME = "until"


async def found(visit: Visit, code: str = "") -> Broadcast:
    """Raises `HTTPException` (404)."""
    try:
        return await broadcast_of(code or visit.path["code"], visit.console.parts)
    except BroadcastRefusedError:
        raise HTTPException(404) from None


def refused_kindly(visit: Visit, refused: BroadcastRefusedError | None) -> str:
    """The sentence; "" where nothing was refused."""
    if refused is None:
        return ""
    if refused.key == NO_TIME:
        return visit.words("console.broadcasts.no_time")
    return refused.said(visit.words)
