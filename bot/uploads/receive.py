"""Files come in by parts that can be taken up again, and are answered with their receipt."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.headers import JSON
from bot.channels.webchat.refused import RefusedError
from bot.uploads.listed import ShownPaper, listed, shown_paper
from bot.uploads.page import kindly
from bot.uploads.uploads import Uploads, uploads_of
from conversations.documents.names import display_name
from conversations.documents.paper import Paper
from handlers.document_stored import document_stored
from handlers.message_received import TooBusyError
from storage.blobs import BlobsDownError
from storage.cases import Case
from storage.document_rows import Document
from storage.documents import NewDocument, QuotaReachedError, WrongOffsetError
from storage.writer import DatabaseDownError

PART = 2**20
LONGEST = 4096
OFFSET, BATCH = "upload-offset", "upload-batch"


class NewUpload(Struct, frozen=True):
    """What the page is about to send."""

    name: Annotated[str, Meta(max_length=1000)]
    size: Annotated[int, Meta(ge=0)]
    slot: Annotated[str, Meta(max_length=64)] = ""


class Progress(Struct, frozen=True, omit_defaults=True):
    """How much is here; `paper` once it is whole, an earlier one where it is the `same`."""

    id: str
    offset: int
    paper: ShownPaper | None = None
    same: bool = False


@kindly
async def papers(request: Request) -> Response:
    """GET /u/{token}/papers: what is there by now."""
    uploads = uploads_of(request)
    case = await uploads.mine(request)
    return _json(listed(uploads, case, uploads.words(request, case)))


@kindly
async def begin(request: Request) -> Response:
    """POST /u/{token}/files: a file is about to come."""
    uploads = uploads_of(request)
    case = await uploads.mine(request)
    new = await _new(request)
    if not uploads.open:
        raise RefusedError(403, "files.page.closed")
    if new.size > uploads.most_bytes:
        raise RefusedError(413, "files.page.too_large")
    if new.size == 0:
        raise RefusedError(400, "files.page.empty")
    if not uploads.parts.dialog.takes_files(case.state):
        raise RefusedError(403, "files.first")
    slot = new.slot if new.slot in uploads.edition.posting.slot else ""
    wanted = NewDocument(name=display_name(new.name), size=new.size, slot=slot)
    try:
        document = await uploads.parts.documents.begin(case, wanted, uploads.clock.now())
    except QuotaReachedError:
        raise RefusedError(429, "files.page.quota") from None
    except DatabaseDownError:
        raise RefusedError(503, "webchat.refused.down", retry_after=2) from None
    return _json(Progress(str(document.id), 0), 201)


@kindly
async def ask(request: Request) -> Response:
    """HEAD /u/{token}/files/{id}: where to go on."""
    uploads = uploads_of(request)
    document = await _document(request, await uploads.mine(request))
    here = await _received(uploads, document)
    return Response(status_code=204, headers={**JSON, OFFSET: str(here)})


@kindly
async def take(request: Request) -> Response:
    """PUT /u/{token}/files/{id}: the part that begins at `Upload-Offset`; the last one is answered
    with the receipt, also when it is sent again.
    """
    uploads = uploads_of(request)
    case = await uploads.mine(request)
    document = await _document(request, case)
    body, begins = await _part(request), _number(request.headers.get(OFFSET, ""))
    try:
        here = await _add(uploads, case, document, begins, body)
        if here < document.size:
            return _json(Progress(str(document.id), here))
        return await _whole(request, case, document)
    except WrongOffsetError as wrong:
        return _json(Progress(str(document.id), wrong.offset), 409)
    except (DatabaseDownError, BlobsDownError, TooBusyError):
        raise RefusedError(503, "files.page.down", retry_after=3) from None


async def _add(uploads: Uploads, case: Case, document: Document, begins: int, body: bytes) -> int:
    """How much is here after this part."""
    here = await _received(uploads, document)
    if here == document.size and begins == here:
        return here
    if begins + len(body) > document.size:
        raise RefusedError(413, "files.page.too_large")
    now = uploads.clock.now()
    return await uploads.parts.documents.add_part(document, begins, body, case.seal, now)


async def _received(uploads: Uploads, document: Document) -> int:
    if document.state != "arriving":
        return document.size
    return await uploads.parts.documents.received(document)


async def _whole(request: Request, case: Case, document: Document) -> Response:
    """Everything is here: into the case with it."""
    uploads = uploads_of(request)
    if document.state != "arriving":
        return _done(request, case, document, case.state.papers.get(str(document.id)))
    batch = request.headers.get(BATCH, "")[:40]
    now = uploads.clock.now()
    committed, paper = await document_stored(case.address, document, batch, uploads.parts, now)
    uploads.told(committed)
    return _done(request, case, document, paper)


def _done(request: Request, case: Case, document: Document, paper: Paper | None) -> Response:
    if paper is None:
        raise RefusedError(403, "files.page.not_kept")
    uploads = uploads_of(request)
    slot = uploads.edition.posting.slot.get(paper.slot)
    voice = uploads.voice(uploads.words(request, case))
    shown = shown_paper(voice, paper, uploads.parts.dialog.most_mb, slot)
    return _json(Progress(str(document.id), document.size, shown, paper.id != document.id))


async def _document(request: Request, case: Case) -> Document:
    """One of this person's. Raises `RefusedError` (404)."""
    number = _number(request.path_params["id"])
    found = await uploads_of(request).parts.documents.find(case, number)
    if found is None:
        raise RefusedError(404, "files.page.unknown")
    return found


async def _part(request: Request) -> bytes:
    return await _body(request, PART)


async def _new(request: Request) -> NewUpload:
    try:
        return msgspec.json.decode(await _body(request, LONGEST), type=NewUpload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise RefusedError(400, "webchat.refused.unreadable") from None


async def _body(request: Request, most: int) -> bytes:
    """Reading stops at the limit. Raises `RefusedError` (413)."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise RefusedError(413, "webchat.refused.long")
    return bytes(body)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(2**63))):
        raise RefusedError(400, "webchat.refused.unreadable")
    return min(int(text), 2**63 - 1)


def _json(body: Struct, status: int = 200) -> Response:
    encoded = msgspec.json.encode(body)
    return Response(encoded, status, headers=JSON, media_type="application/json")
