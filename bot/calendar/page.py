"""GET /kalender/<token>.ics: the schedule, for whoever was sent the link."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.calendar.ics import drawn
from bot.channels.webchat.headers import EVERYWHERE
from bot.uploads.uploads import uploads_of
from conversations.dialog.voice import Voice
from storage.cases import KeyErasedError
from storage.ways import CALENDAR

HEADERS = {
    **EVERYWHERE,
    "Cache-Control": "no-store",
    "Content-Disposition": 'attachment; filename="jadwal.ics"',
}


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [Route("/kalender/{token}.ics", calendar)]


async def calendar(request: Request) -> Response:
    """In the language of the talk that the link was sent to; 404 for any other token."""
    uploads = uploads_of(request)
    parts, now = uploads.parts, uploads.clock.now()
    talk = await parts.store.ways.find(CALENDAR, request.path_params["token"])
    if talk is None:
        raise HTTPException(404)
    try:
        case = await parts.store.case_of(talk, parts.slug, now)
    except KeyErasedError:
        raise HTTPException(404) from None
    edition = parts.dialog.edition
    voice = Voice(edition, uploads.words(request, case))
    body = drawn(edition, voice, now)
    return Response(body, headers=HEADERS, media_type="text/calendar; charset=utf-8")
