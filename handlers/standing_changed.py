"""A person blocked the bot, or let it in again."""

from datetime import datetime

from conversations.dialog.event import Address
from handlers.parts import Parts


async def standing_changed(address: Address, parts: Parts, now: datetime, *, blocked: bool) -> None:
    """Durable when this returns. Raises `DatabaseDownError`."""
    if blocked:
        await parts.store.block(address, now)
    else:
        await parts.store.unblock(address)
