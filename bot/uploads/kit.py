"""GET /u/<token>/kit: everything for the official form in one download."""

import asyncio
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.headers import EVERYWHERE
from bot.channels.webchat.refused import RefusedError
from bot.inspection.enclosed import Kit
from bot.inspection.kit import build_kit
from bot.uploads.page import kindly
from bot.uploads.uploads import Uploads, uploads_of
from conversations.documents.checklist import Line, checklist
from conversations.documents.paper import Paper, confirmed_name
from storage.blobs import BlobMissingError, BlobsDownError
from storage.cases import Case

SAVED = {
    **EVERYWHERE,
    "Cache-Control": "no-store",
    "Content-Disposition": 'attachment; filename="pandu-berkas.zip"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@kindly
async def take_along(request: Request) -> Response:
    """As it stands now; nothing of it is kept."""
    uploads = uploads_of(request)
    case = await uploads.mine(request)
    words = uploads.words(request, case)
    lines, files = [], dict[int, bytes]()
    try:
        for line in checklist(uploads.edition.posting, case.state.papers):
            held = await _files(uploads, case, line)
            files |= held
            lines.append(_plain(line, set(held)))
    except (BlobMissingError, BlobsDownError):
        raise RefusedError(503, "files.page.down", retry_after=3) from None
    state, now = case.state, uploads.clock.now()
    person = state.contact.name or confirmed_name(state.papers)
    kit = Kit(person, tuple(lines), files, now, uploads.parts.dialog.most_mb)
    body = await asyncio.to_thread(build_kit, kit, uploads.voice(words).words)
    answers = uploads.parts.dialog.answers(case.state, uploads.clock.now())
    body = await asyncio.to_thread(_with_answers, body, words("files.answers"), answers)
    return Response(body, headers=SAVED, media_type="application/zip")


async def _files(uploads: Uploads, case: Case, line: Line) -> dict[int, bytes]:
    """The bytes of a slot by paper: several photographed pages are one PDF under the first."""
    papers = [paper for paper in line.papers if paper.usable and paper.state != "waiting"]
    found = {paper.id: await _bytes(uploads, case, paper) for paper in papers}
    pictures = [paper.id for paper in papers if paper.kind != "pdf"]
    if len(pictures) > 1:
        bound = await uploads.inspector.pages_to_pdf([found[each] for each in pictures])
        if bound is not None:
            found = {each: data for each, data in found.items() if each not in pictures}
            found[pictures[0]] = bound
    return found


async def _bytes(uploads: Uploads, case: Case, paper: Paper) -> bytes:
    """A picture's working copy; of anything else the file itself."""
    document = await uploads.parts.documents.find(case, paper.id)
    if document is None:
        raise BlobMissingError
    if document.copies:
        return await uploads.parts.documents.copy(document, 1, case.seal)
    return await uploads.parts.documents.original(document, case.seal)


def _plain(line: Line, held: set[int]) -> Line:
    """The line as the cover sheet shows it: what is bound together is one file."""
    papers = tuple(paper for paper in line.papers if paper.id in held)
    return replace(line, papers=papers)


def _with_answers(body: bytes, name: str, answers: tuple[tuple[str, str], ...]) -> bytes:
    """A text of what was answered, to copy from."""
    out = BytesIO(body)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, "".join(f"{what}: {said}\r\n" for what, said in answers))
    return out.getvalue()
