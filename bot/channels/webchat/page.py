"""The page itself, and the kind pages for what is not there or does not work."""

import gzip
from pathlib import Path

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.webchat.assets import takes_gzip
from bot.channels.webchat.cookie import new_visitor
from bot.channels.webchat.fold import folded
from bot.channels.webchat.headers import page_headers
from bot.channels.webchat.limits import NEWCOMER
from bot.channels.webchat.refused import RefusedError
from bot.channels.webchat.webchat import Webchat, webchat_of
from bot.channels.webchat.wire import Answer
from bot.pages import templates
from conversations.dialog.tokens import Token
from conversations.texts.phrases import Phrases

TEMPLATES = templates(Path(__file__).parent / "templates")
PAGE_WORDS = "webchat.page."
UNKNOWN = 401
SORRY = {429: "crowded", 503: "broken"}


async def chat_page(request: Request) -> Response:
    """GET /: the chat, with everything said so far inside, so that it stands at once."""
    chat = webchat_of(request)
    try:
        visitor, answer = await _whoever(chat, request)
    except RefusedError as refused:
        return _turned_away(request, refused)
    response = _page(request, "page.html", start=_start(chat, request, answer))
    chat.cookies.give(response, visitor)
    chat.cookies.speak(response, chat.words(request).language)
    return response


async def _whoever(chat: Webchat, request: Request) -> tuple[str, Answer]:
    """The visitor and their talk; a newcomer, or somebody who was erased, begins anew."""
    known = chat.cookies.visitor(request)
    if known is not None:
        try:
            if not await chat.desk.is_over(known):
                return known, await chat.desk.answer(known, 0)
        except RefusedError as refused:
            if refused.status != UNKNOWN:
                raise
    chat.take_from_place(NEWCOMER, request)
    return new_visitor(), Answer([], 0, chat.desk.clock())


async def not_found(request: Request, _: Exception) -> Response:
    """For Starlette's `exception_handlers`: an address that leads nowhere."""
    return _sorry(request, 404, "missing")


async def broken(request: Request, _: Exception) -> Response:
    """For Starlette's `exception_handlers`: a fault of ours. Says nothing of its cause."""
    return _sorry(request, 500, "broken")


def _turned_away(request: Request, refused: RefusedError) -> Response:
    response = _sorry(request, refused.status, SORRY[refused.status])
    response.headers["Retry-After"] = str(refused.retry_after)
    return response


def _sorry(request: Request, status: int, what: str) -> Response:
    return _page(request, "sorry.html", status, what=f"webchat.sorry.{what}")


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    chat = webchat_of(request)
    words = chat.words(request)
    text = TEMPLATES.get_template(template).render(
        words=words,
        languages=chat.spoken,
        assets=chat.assets,
        family=chat.assets,
        about=chat.desk.about(words.language),
        **values,
    )
    headers = {**page_headers(chat.home), "Vary": "Accept-Encoding, Accept-Language, Cookie"}
    body = text.encode()
    if takes_gzip(request):
        body, headers["Content-Encoding"] = gzip.compress(body, 5, mtime=0), "gzip"
    return HTMLResponse(body, status, headers=headers)


def _start(chat: Webchat, request: Request, answer: Answer) -> Markup:
    """The page's first data, safe inside a script element."""
    words = chat.words(request)
    data = {
        "entries": folded(answer.entries),
        "cursor": answer.cursor,
        "talk": answer.talk,
        "elsewhere": answer.elsewhere,
        "clock": answer.clock,
        "language": words.language,
        "speak": str(Token("go", "", words.language)) if "lang" in request.query_params else "",
        "portal": chat.desk.about(words.language).portal,
        "words": _page_words(words),
    }
    text = msgspec.json.encode(data).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that could end the element is escaped above


def _page_words(words: Phrases) -> dict[str, str]:
    keys = sorted(words.keys())
    return {key.removeprefix(PAGE_WORDS): words(key) for key in keys if key.startswith(PAGE_WORDS)}
