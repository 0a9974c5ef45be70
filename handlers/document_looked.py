"""A look at a document ended: its outcome continues the conversation."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.event import Address, Inbound, LookedAt
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.document_rows import Document
from storage.store import Committed

ELSEWHERE = ("document_also_elsewhere",)
"""Others sent the same file: for staff to see, and told to nobody else."""
CARD = "ktp"
SHARED = ("card_also_elsewhere",)
"""Others sent a card with the same NIK: as above."""
HARMFUL = ("document_harmful",)
"""It would do harm where it is opened: refused, and for staff to see."""


async def document_looked(
    address: Address, document: Document, said: LookedAt, parts: Parts, now: datetime
) -> Committed:
    """Durable when this returns. Raises `DatabaseDownError` and `TooBusyError`."""
    said = replace(said, slot=document.slot)
    event = Inbound(f"looked:{document.id}:{document.changed_at}", address, said, now)
    elsewhere = said.digest and await parts.documents.elsewhere(document, said.digest)
    nik = said.fields.get("nik") if document.slot == CARD else None
    shared = nik and await parts.documents.shared(document, nik)
    noted = (
        *(ELSEWHERE if elsewhere else ()),
        *(SHARED if shared else ()),
        *(HARMFUL if is_harmful(said) else ()),
    )
    return await message_received(event, parts, now, noted=noted)


def is_harmful(said: LookedAt) -> bool:
    return any(finding.code == "harmful" for finding in said.findings)
