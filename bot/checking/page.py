"""GET /cek asks for a code, GET /cek/<code> says whether it is genuine: announcements, pictures."""

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat.headers import page_headers
from bot.channels.webchat.limits import Rate
from bot.channels.webchat.refused import RefusedError
from bot.channels.webchat.webchat import webchat_of
from bot.pages import templates
from bot.pictures.page import pictures_of
from bot.uploads.uploads import uploads_of
from conversations.dialog.genuineness import LONGEST, Genuine, folded
from handlers.code_checked import code_checked
from storage.writer import DatabaseDownError

RATE = Rate(burst=30, every=2)
"""Who tries codes by the thousand learns nothing."""
_PAGE = templates(Path(__file__).parent / "templates").get_template("check.html")


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [Route("/cek", ask), Route("/cek/{code}", check)]


async def ask(request: Request) -> Response:
    """The form. What was typed into it is the page of that code."""
    code = folded(request.query_params.get("kode", ""))[:LONGEST]
    if code:
        return RedirectResponse(f"/cek/{quote(code)}", 303)
    return _page(request, 200, what="ask")


async def check(request: Request) -> Response:
    """What it said and when, whether that still holds; a warning where the code is none of ours."""
    try:
        webchat_of(request).take_from_place(RATE, request)
    except RefusedError as refused:
        response = _page(request, 429, what="hurry")
        response.headers["Retry-After"] = str(refused.retry_after)
        return response
    uploads = uploads_of(request)
    words = uploads.words(request)
    try:
        found = await code_checked(request.path_params["code"], words.language, uploads.parts)
    except DatabaseDownError:
        return _page(request, 503, what="down")
    return _found(request, found)


def _found(request: Request, found: Genuine) -> Response:
    if not found.kind:
        return _page(request, 404, what="unknown", code=found.code.upper())
    uploads = uploads_of(request)
    words = uploads.words(request)
    at = uploads.voice(words).moment(datetime.fromisoformat(found.at))
    kept = pictures_of(request).kept(found.code) if found.kind == "picture" else None
    return _page(request, 200, what=found.kind, found=found, at=at, kept=kept)


def _page(request: Request, status: int, **values: Any) -> Response:  # noqa: ANN401 - what the template takes
    uploads = uploads_of(request)
    words = uploads.words(request)
    news = uploads.voice(words).news
    text = _PAGE.render(words=words, family=uploads.family, news=news, **values)
    headers = {**page_headers(uploads.parts.home), "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, status, headers=headers)
