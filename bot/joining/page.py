"""/gabung/<token>: looking at it uses nothing up; its button joins this browser."""

import secrets
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat.cookie import new_visitor
from bot.channels.webchat.desk import CHANNEL
from bot.channels.webchat.headers import page_headers
from bot.channels.webchat.limits import NEWCOMER, RETURN
from bot.channels.webchat.reading import same_origin
from bot.channels.webchat.refused import RefusedError
from bot.channels.webchat.webchat import webchat_of
from bot.joining.qr import QrCodes
from bot.pages import templates
from bot.uploads.uploads import Uploads, uploads_of
from conversations.dialog.event import Address, Inbound, Linked, Pressed, Said
from conversations.dialog.join import MINUTES
from conversations.texts.phrases import Phrases
from handlers.message_received import TooBusyError, message_received
from storage.cases import KeyErasedError
from storage.joining import Found
from storage.store import Committed
from storage.writer import DatabaseDownError

Endpoint = Callable[[Request], Awaitable[Response]]
_PAGE = templates(Path(__file__).parent / "templates").get_template("join.html")
LONGEST = 64
GONE = 410
YES = "joining::yes:"
_codes = QrCodes()


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [
        Route("/gabung/{token}", show),
        Route("/gabung/{token}", join, methods=["POST"]),
        Route("/gabung/{token}/qr.png", picture),
    ]


def _kindly(endpoint: Endpoint) -> Endpoint:
    """What cannot be stored or asked now is said in words."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        if len(request.path_params["token"]) > LONGEST:
            raise HTTPException(404)
        try:
            return await endpoint(request)
        except RefusedError as refused:
            sentence = webchat_of(request).words(request)(refused.key, seconds=refused.retry_after)
            return _said(request, sentence, refused.status)
        except (DatabaseDownError, TooBusyError):
            return _said(request, webchat_of(request).words(request)("join.page.busy"), 503)

    return answer


@_kindly
async def show(request: Request) -> Response:
    """The button, and the ways into other channels; or why the link does not hold."""
    chat = webchat_of(request)
    found = await _found(request)
    words = chat.words(request)
    if found.case is None:
        sentence = words(f"join.outcome.{found.outcome}", minutes=MINUTES).replace("*", "")
        return _said(request, sentence, 200 if found.outcome == "own" else GONE)
    ways = [
        (_named(words, "go_on", channel), entrance.format(token=request.path_params["token"]))
        for channel, entrance in uploads_of(request).parts.entrances.items()
        if channel != found.case.address.channel
    ]
    channel = _named(words, "at", found.case.address.channel)
    here = found.case.address.channel != CHANNEL or chat.cookies.visitor(request) is None
    return _page(request, what="ask", ways=ways, channel=channel, here=here)


@_kindly
async def join(request: Request) -> Response:
    """This browser's talk is that case from now on; what is to be asked first is asked there."""
    chat = webchat_of(request)
    _own_page(request, chat.home)
    visitor = chat.cookies.visitor(request)
    chat.take_from_place(RETURN if visitor else NEWCOMER, request)
    visitor = visitor or new_visitor()
    language = chat.words(request).language
    said = Linked(code=request.path_params["token"], language=language)
    committed = await _hear(request, visitor, said)
    if yes := _yes(committed):
        await _hear(request, visitor, Pressed(yes))
    chat.bell.ring(visitor)
    response = RedirectResponse("/", 303, headers={"Cache-Control": "no-store"})
    chat.cookies.give(response, visitor)
    return response


@_kindly
async def picture(request: Request) -> Response:
    """The link of the page itself, to be read by a telephone."""
    webchat_of(request).take_from_place(RETURN, request)
    if (await _found(request)).case is None:
        raise HTTPException(404)
    home = uploads_of(request).parts.home
    png = await _codes.of(f"{home}/gabung/{request.path_params['token']}")
    if not png:
        raise HTTPException(404)
    return Response(png, media_type="image/png", headers={"Cache-Control": "no-store"})


async def _found(request: Request) -> Found:
    """What the link is to the browser that asks."""
    uploads, visitor = uploads_of(request), webchat_of(request).cookies.visitor(request)
    parts, now = uploads.parts, uploads.clock.now()
    try:
        mine = await parts.store.case_of(Address(CHANNEL, visitor or ""), parts.slug, now)
    except KeyErasedError:
        mine = None
    known = mine if visitor and mine and mine.version else None
    return await parts.store.join_codes.find(request.path_params["token"], parts.slug, now, known)


def _own_page(request: Request, home: str) -> None:
    """A button of another site presses nothing. Browsers that hide where a form stands still say
    whether it is this site's. Raises `RefusedError` (403).
    """
    site = request.headers.get("sec-fetch-site")
    if site is None:
        same_origin(request, home)
    elif site not in {"same-origin", "none"}:
        raise RefusedError(403, "webchat.refused.origin")


async def _hear(request: Request, visitor: str, said: Said) -> Committed:
    uploads = uploads_of(request)
    now = uploads.clock.now()
    event = Inbound(f"{visitor}:{secrets.token_hex(8)}", Address(CHANNEL, visitor), said, now)
    return await message_received(event, uploads.parts, now)


def _yes(committed: Committed) -> str:
    """The button of the question, where nothing of this browser's own is to be merged."""
    joining = committed.turn.state.together.joining if committed.turn else None
    if committed.turn is None or joining is None or joining.own:
        return ""
    tokens = (choice.token for each in committed.turn.messages for choice in each.choices)
    return next((token for token in tokens if token.startswith(YES)), "")


def _named(words: Phrases, kind: str, channel: str) -> str:
    key = f"join.{kind}.{channel}"
    return words(key if key in words else f"join.{kind}.other")


def _said(request: Request, sentence: str, status: int) -> Response:
    return _page(request, status, what="said", sentence=sentence)


def _page(request: Request, status: int = 200, **values: object) -> Response:
    uploads, chat = uploads_of(request), webchat_of(request)
    words = chat.words(request)
    title = _title(uploads, words)
    token = request.path_params["token"]
    text = _PAGE.render(words=words, family=uploads.family, title=title, token=token, **values)
    headers = {**page_headers(chat.home), "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, status, headers=headers)


def _title(uploads: Uploads, words: Phrases) -> str:
    return uploads.voice(words).texts.title
