"""/privasi/salinan/<token>: a copy of one's own data, once. Opening shows; the button gives."""

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.headers import EVERYWHERE
from bot.privacy.page import drawn
from bot.uploads.uploads import uploads_of
from handlers.person_copied import person_copied
from storage.copies import Copied
from storage.writer import DatabaseDownError

HEADERS = {
    **EVERYWHERE,
    "Cache-Control": "no-store",
    "Content-Disposition": 'attachment; filename="data-saya.json"',
}


async def show(request: Request) -> Response:
    """Previews of links open this, too: nothing is used up."""
    return drawn(request, "copy.html", {"what": "ask"}) if await _whose(request) else _gone(request)


async def take(request: Request) -> Response:
    """The copy, to the first who presses."""
    uploads = uploads_of(request)
    whose = await _whose(request)
    try:
        copy = whose and await person_copied(whose, uploads.parts, uploads.clock.now())
    except DatabaseDownError:
        return drawn(request, "copy.html", {"what": "busy"}, 503)
    if not copy:
        return _gone(request)
    return Response(copy, headers=HEADERS, media_type="application/json")


async def _whose(request: Request) -> Copied | None:
    uploads = uploads_of(request)
    token, now = request.path_params["token"], uploads.clock.now()
    return await uploads.parts.store.rights.copies.find(token, now)


def _gone(request: Request) -> Response:
    return drawn(request, "copy.html", {"what": "gone"}, 410)
