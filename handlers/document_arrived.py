"""A file arrived whose bytes are still with its channel: noted and answered, fetched later."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.event import Filed, Inbound
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.document_rows import Document
from storage.documents import NewDocument, QuotaReachedError
from storage.store import Committed


async def document_arrived(
    event: Inbound, said: Filed, source: str, parts: Parts, now: datetime
) -> Committed:
    """What became of `event`, durable when this returns; its row waits for the bytes of `source`.

    Raises `DatabaseDownError` and `TooBusyError` where nothing was stored.
    """
    document = None
    try:
        document = await _begun(event, said, source, parts, now)
    except QuotaReachedError:
        said = replace(said, refused="quota")
    if document:
        said = replace(said, document=document.id)
    committed = await message_received(replace(event, said=said), parts, now)
    if document and not taken_in(committed, document):
        await parts.documents.drop(document, now)
    return committed


async def _begun(
    event: Inbound, said: Filed, source: str, parts: Parts, now: datetime
) -> Document | None:
    """Nothing where the file is refused, or before its sender agreed that any is kept."""
    case = await parts.store.case_of(event.address, parts.slug, now)
    if said.refused or not parts.dialog.takes_files(case.state):
        return None
    new = NewDocument(name=said.name, size=said.size, slot=said.slot, source=source)
    return await parts.documents.begin(case, new, now)


def taken_in(committed: Committed, document: Document) -> bool:
    """Is it part of the case now?"""
    papers = committed.turn.state.papers if committed.turn else {}
    return str(document.id) in papers
