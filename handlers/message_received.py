"""One message in, one committed write-set out."""

from datetime import datetime

from conversations.dialog.engine import Dialog

from conversations.dialog.event import Inbound
from storage.store import Committed, Store

TRIES = 8


class TooBusyError(RuntimeError):
    """Other processes changed the case at every try; the sender may repeat the event."""


async def message_received(
    event: Inbound, store: Store, dialog: Dialog, now: datetime
) -> Committed:
    """What became of `event`, durable when this returns.

    Raises `DatabaseDownError` and `TooBusyError` where nothing was stored.
    """
    for _ in range(TRIES):
        async with store.case_of(event.address, dialog.slug, now) as case:
            turn = dialog.advance(case.state, event.said, now)
            committed = await store.commit(case, event, turn, now)
        if committed.result != "outdated":
            return committed
    raise TooBusyError
