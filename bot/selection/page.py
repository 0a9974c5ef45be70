"""GET /hadir/<token> shows to what somebody is invited; POST says that they come."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat.headers import page_headers
from bot.pages import templates
from bot.uploads.uploads import uploads_of
from conversations.selection.telling import Invitation, invited_to, moment_of
from handlers.result_told import told_of
from storage.selection_telling import Recipient
from storage.staff import asked
from storage.writer import DatabaseDownError

_PAGE = templates(Path(__file__).parent / "templates").get_template("attend.html")


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [Route("/hadir/{token}", show), Route("/hadir/{token}", come, methods=["POST"])]


async def show(request: Request) -> Response:
    """The button; previews of links press none."""
    to = await _whose(request)
    return _page(request, to, "ask" if to else "gone")


async def come(request: Request) -> Response:
    """Durable when this answers, and harmless to repeat."""
    to = await _whose(request)
    if to is None:
        return _page(request, None, "gone")
    uploads = uploads_of(request)
    selection = uploads.parts.store.selection
    try:
        await asked(selection.comes, to.publication, to.candidate, uploads.clock.now())
    except DatabaseDownError:
        return _page(request, to, "busy", 503)
    return _page(request, to, "noted")


async def _whose(request: Request) -> Recipient | None:
    """None where it leads nowhere, or the day has passed."""
    uploads = uploads_of(request)
    to = await asked(uploads.parts.store.selection.attending, request.path_params["token"])
    if to is None or not to.meets_at:
        return None
    return to if uploads.clock.now() < datetime.fromtimestamp(to.meets_at / 1000, UTC) else None


def _page(request: Request, to: Recipient | None, what: str, status: int = 200) -> Response:
    uploads = uploads_of(request)
    words = uploads.words(request)
    voice = uploads.voice(words)
    shown = {"stage": "", "at": "", "place": ""}
    if to:
        told = told_of(to, uploads.parts)
        said = msgspec.json.decode(to.texts, type=Invitation)
        shown = {
            "stage": invited_to(voice.words, told.stage),
            "at": moment_of(voice.words, said),
            "place": said.place,
        }
    text = _PAGE.render(
        words=words, family=uploads.family, title=voice.texts.title, what=what, shown=shown
    )
    gone = 404 if what == "gone" else status
    headers = {**page_headers(uploads.parts.home), "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, gone, headers=headers)
