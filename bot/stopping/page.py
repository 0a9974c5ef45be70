"""GET /berhenti/<token> shows, and stops nothing: previews of links do that. POST stops.

A mail program posts by itself when its reader presses *unsubscribe* (RFC 8058): without a cookie,
and with nothing but the token to go by.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat.headers import page_headers
from bot.pages import templates
from bot.uploads.uploads import uploads_of
from conversations.dialog.event import Address
from handlers.message_received import TooBusyError
from handlers.stopped import stopped
from storage.cases import KeyErasedError
from storage.ways import STOP
from storage.writer import DatabaseDownError

Endpoint = Callable[[Request], Awaitable[Response]]
_PAGE = templates(Path(__file__).parent / "templates").get_template("stop.html")


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [
        Route("/berhenti/{token}", show),
        Route("/berhenti/{token}", stop, methods=["POST"]),
    ]


def _kindly(endpoint: Endpoint) -> Endpoint:
    """A token of nobody leads nowhere; where nothing can be stored, mail programs try again."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except KeyErasedError:
            raise HTTPException(404) from None
        except (DatabaseDownError, TooBusyError):
            return _page(request, "busy", 503)

    return answer


@_kindly
async def show(request: Request) -> Response:
    """The button."""
    await _whose(request)
    return _page(request, "ask")


@_kindly
async def stop(request: Request) -> Response:
    """Durable when this answers, and harmless to repeat."""
    uploads = uploads_of(request)
    await stopped(await _whose(request), uploads.parts, uploads.clock.now())
    return _page(request, "done")


async def _whose(request: Request) -> Address:
    """Raises `HTTPException` (404)."""
    ways = uploads_of(request).parts.store.ways
    talk = await ways.find(STOP, request.path_params["token"])
    if talk is None:
        raise HTTPException(404)
    return talk


def _page(request: Request, what: str, status: int = 200) -> Response:
    uploads = uploads_of(request)
    words = uploads.words(request)
    title = uploads.voice(words).texts.title
    text = _PAGE.render(words=words, family=uploads.family, title=title, what=what)
    headers = {**page_headers(uploads.parts.home), "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, status, headers=headers)
