"""A document was held for a day and nobody agreed to its use: it goes."""

from datetime import datetime

from conversations.dialog.event import HoldEnded, Inbound
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.document_rows import Document
from storage.store import Committed


async def hold_ended(document: Document, parts: Parts, now: datetime) -> Committed:
    """Durable when this returns. Raises `DatabaseDownError`, `TooBusyError`, `KeyErasedError`."""
    address = await parts.documents.address(document)
    event = Inbound(f"hold:{document.id}", address, HoldEnded(document.id), now)
    committed = await message_received(event, parts, now)
    await parts.documents.release(document.id)
    return committed
