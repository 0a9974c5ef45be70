"""GET /u/<token> shows, and consumes nothing: previews of links do that. A button binds it."""

from collections.abc import Awaitable, Callable
from functools import wraps

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.webchat.desk import CHANNEL
from bot.channels.webchat.headers import JSON, page_headers
from bot.channels.webchat.refused import RefusedError
from bot.pages import templates
from bot.uploads.folder import TEMPLATES
from bot.uploads.guide import guides
from bot.uploads.listed import listed
from bot.uploads.uploads import GoneError, uploads_of
from conversations.texts.phrases import Phrases
from storage.cases import KeyErasedError
from storage.writer import NotStorableError

PAGES = templates(TEMPLATES)
WORDS = "files.page."
GONE, UNSTORABLE = 410, 422
Endpoint = Callable[[Request], Awaitable[Response]]


def kindly(endpoint: Endpoint) -> Endpoint:
    """Says in words for people why something is not shown or not taken."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        words = uploads_of(request).words(request)
        try:
            return await endpoint(request)
        except (GoneError, KeyErasedError):
            if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
                return _page(request, words, "gone.html", GONE)
            return say(words("files.page.gone.text"), GONE)
        except NotStorableError:
            return say(words("files.page.unstorable"), UNSTORABLE)
        except RefusedError as refused:
            response = say(words(refused.key, seconds=refused.retry_after), refused.status)
            if refused.retry_after:
                response.headers["Retry-After"] = str(refused.retry_after)
            return response

    return answer


def say(sentence: str, status: int) -> Response:
    """A refusal as JSON."""
    body = msgspec.json.encode({"error": sentence})
    return Response(body, status, headers=JSON, media_type="application/json")


@kindly
async def show(request: Request) -> Response:
    """GET /u/{token}: the page for its browser, the button for one that may become it."""
    uploads = uploads_of(request)
    whose = await uploads.whose(request.path_params["token"])
    if not uploads.is_mine(request, whose):
        if whose.browser:
            raise GoneError
        return _page(request, uploads.words(request), "door.html")
    case = await uploads.mine(request)
    words = uploads.words(request, case)
    start = {
        "token": request.path_params["token"],
        "papers": listed(uploads, case, words),
        "most": uploads.most_bytes,
        "words": _page_words(words),
        "slots": guides(uploads, words),
    }
    return _page(
        request,
        words,
        "upload.html",
        start=_data(start),
        open=uploads.open,
        chat=case.address.channel == CHANNEL,
    )


@kindly
async def enter(request: Request) -> Response:
    """POST /u/{token}/open: the button; this browser has the page from now on."""
    uploads = uploads_of(request)
    token = request.path_params["token"]
    response = RedirectResponse(f"/u/{token}", 303, headers={"Cache-Control": "no-store"})
    await uploads.bind(request, await uploads.whose(token), response)
    return response


def _page(
    request: Request, words: Phrases, template: str, status: int = 200, **values: object
) -> Response:
    uploads = uploads_of(request)
    voice = uploads.voice(words)
    text = PAGES.get_template(template).render(
        words=words,
        assets=uploads.assets,
        family=uploads.family,
        title=voice.texts.title,
        closes=voice.moment(uploads.edition.posting.closes_at),
        most=uploads.parts.dialog.most_mb,
        token=request.path_params["token"],
        **values,
    )
    headers = {**page_headers(uploads.parts.home), "Vary": "Accept-Language, Cookie"}
    headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return HTMLResponse(text, status, headers=headers)


def _page_words(words: Phrases) -> dict[str, str]:
    keys = sorted(words.keys())
    return {key.removeprefix(WORDS): words(key) for key in keys if key.startswith(WORDS)}


def _data(start: object) -> Markup:
    """Data safe inside a script element."""
    text = msgspec.json.encode(start).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that could end the element is escaped above
