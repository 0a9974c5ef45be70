"""Lets go of documents that were held and whose use nobody agreed to."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.hold_ended import hold_ended
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from storage.cases import KeyErasedError
from storage.store import Committed

Tell = Callable[[Committed], None]
log = logging.getLogger(__name__)


async def end_holds(parts: Parts, now: datetime, tell: Mapping[str, Tell]) -> None:
    """Each whose day is over. Raises `DatabaseDownError`."""
    for document in await parts.documents.holds_ended(now):
        try:
            committed = await hold_ended(document, parts, now)
        except (KeyErasedError, TooBusyError) as error:
            log.warning("a held document waits: %s", type(error).__name__)
            continue
        if said := tell.get(committed.case.address.channel):
            said(committed)
