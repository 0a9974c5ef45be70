"""All parts of an upload are here: its bytes are sealed, then it comes into the case."""

from datetime import datetime

from conversations.dialog.event import Address, Filed, Inbound
from conversations.documents.paper import Paper
from handlers.document_arrived import taken_in
from handlers.message_received import TooBusyError, message_received
from handlers.parts import Parts
from storage.document_rows import Document
from storage.store import Committed


async def document_stored(
    address: Address, document: Document, batch: str, parts: Parts, now: datetime
) -> tuple[Committed, Paper | None]:
    """What became of it and the paper that it is now, which may be an earlier one of the same
    bytes; None where it is not kept. Durable when this returns, and harmless to repeat.

    Raises `DatabaseDownError`, `BlobsDownError`, `TooBusyError` where it is to be tried again.
    """
    seal = await parts.documents.seal_of(document)
    data = await parts.documents.join(document, seal)
    if len(data) != document.size:  # another request was first, and its turn took the parts
        raise TooBusyError
    digest = await parts.documents.keep(document, data, seal, now)
    said = Filed(
        document=document.id,
        name=document.name,
        size=len(data),
        slot=document.slot,
        batch=batch,
        digest=digest,
    )
    event = Inbound(f"upload:{document.id}", address, said, now)
    committed = await message_received(event, parts, now)
    if committed.result == "done" and not taken_in(committed, document):
        await parts.documents.drop(document, now)
    return committed, await _paper(address, document, digest, parts, now)


async def _paper(
    address: Address, document: Document, digest: str, parts: Parts, now: datetime
) -> Paper | None:
    case = await parts.store.case_of(address, parts.slug, now)
    papers = case.state.papers
    same = (paper for paper in papers.values() if paper.digest == digest)
    return papers.get(str(document.id)) or next(same, None)
