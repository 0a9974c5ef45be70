"""What is there already: looked at as a clean picture, put elsewhere, taken away."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.desk import CHANNEL
from bot.channels.webchat.headers import EVERYWHERE
from bot.channels.webchat.refused import RefusedError
from bot.channels.webchat.webchat import webchat_of
from bot.uploads.page import kindly
from bot.uploads.receive import papers
from bot.uploads.uploads import Uploads, uploads_of
from conversations.dialog.event import Address, Inbound, Pressed
from conversations.dialog.tokens import Token
from handlers.message_received import TooBusyError, message_received
from storage.blobs import BlobMissingError, BlobsDownError
from storage.cases import Case
from storage.document_rows import Document
from storage.writer import DatabaseDownError

DPI = 80
SEEN = {
    **EVERYWHERE,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
}


@kindly
async def picture(request: Request) -> Response:
    """GET /u/{token}/papers/{id}/{page}: only pictures that were made anew are ever shown."""
    uploads = uploads_of(request)
    case = await uploads.mine(request)
    number, page = request.path_params["id"], request.path_params["page"]
    paper = case.state.papers.get(str(number))
    document = await uploads.parts.documents.find(case, number)
    if paper is None or document is None or not paper.usable or not 1 <= page <= paper.pages:
        raise RefusedError(404, "files.page.unknown")
    if paper.kind == "pdf":
        return await _drawn(uploads, case, document, page)
    try:
        body = await uploads.parts.documents.copy(document, page, case.seal)
    except (BlobMissingError, BlobsDownError):
        raise RefusedError(404, "files.page.unknown") from None
    return Response(body, headers=SEEN, media_type="image/jpeg")


async def _drawn(uploads: Uploads, case: Case, document: Document, page: int) -> Response:
    try:
        data = await uploads.parts.documents.original(document, case.seal)
    except (BlobMissingError, BlobsDownError):
        raise RefusedError(404, "files.page.unknown") from None
    drawn = await uploads.inspector.page(data, page, DPI)
    if drawn is None:
        raise RefusedError(404, "files.page.unknown")
    return Response(drawn, headers=SEEN, media_type="image/png")


@kindly
async def change(request: Request) -> Response:
    """POST /u/{token}/papers/{id}/{act}: `remove`, or `is.<slot>`; answers with what is there."""
    uploads = uploads_of(request)
    case = await uploads.mine(request)
    token = Token("paper", str(request.path_params["id"]), request.path_params["act"])
    if str(request.path_params["id"]) not in case.state.papers:
        raise RefusedError(404, "files.page.unknown")
    await _press(uploads, case.address, token)
    return await papers(request)


async def _press(uploads: Uploads, address: Address, token: Token) -> None:
    """As if its button had been pressed in the chat."""
    now = uploads.clock.now()
    event = Inbound(f"page:{secrets.token_hex(8)}", address, Pressed(str(token)), now)
    try:
        uploads.told(await message_received(event, uploads.parts, now))
    except (DatabaseDownError, TooBusyError):
        raise RefusedError(503, "files.page.down", retry_after=3) from None


@kindly
async def from_chat(request: Request) -> Response:
    """POST /u/new: the chat's paper clip; the page is this browser's at once."""
    uploads, chat = uploads_of(request), webchat_of(request)
    visitor = chat.visitor(request)
    now, store = uploads.clock.now(), uploads.parts.store
    case = await store.case_of(Address(CHANNEL, visitor), uploads.parts.slug, now)
    if case.newcomer or not uploads.parts.dialog.takes_files(case.state):
        raise RefusedError(403, "files.first")
    token = store.links.make(case, now)
    headers = {**EVERYWHERE, "Cache-Control": "no-store"}
    response = Response(f"/u/{token}", headers=headers, media_type="text/plain")
    await uploads.bind(request, await uploads.whose(token), response)
    return response
