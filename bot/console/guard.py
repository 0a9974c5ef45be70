"""The door of every page: who is signed in, may see this, and meant to send that.

Whoever is not signed in is led to the sign-in; a page that is not theirs does not exist for them.
"""

from contextlib import suppress
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.webchat.language import language_of
from bot.channels.webchat.reading import same_origin
from bot.channels.webchat.refused import RefusedError
from bot.console.console import Console, console_of
from bot.console.cookie import SPOKEN, give, token_in
from bot.console.page import Handler, Page
from bot.console.visit import Visit, language_chosen
from conversations.texts.phrases import Phrases
from storage.refusals import DatabaseDownError
from storage.staff import Member, asked
from storage.staff_sessions import new_token

ENTRY = "/console/masuk"
SORRY = "sorry.html"
MOST_ACT = 48
KEPT_TO_ITSELF = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer, whatever it is."""


class Guarded:
    """The endpoint of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def answer(self, request: Request) -> Response:
        """For `Route`."""
        console = console_of(request)
        words = console.phrases[language_of(request, SPOKEN)]
        try:
            response = await self._answer(request, console, words)
        except RefusedError as refused:
            response = _sorry(request, console, words, refused)
        except DatabaseDownError:
            down = RefusedError(503, "console.refused.down")
            response = _sorry(request, console, words, down)
        for name, value in KEPT_TO_ITSELF.items():
            response.headers.setdefault(name, value)
        language_chosen(request, response, secure=console.secure)
        if console.lately.is_stale():
            response.background = BackgroundTask(_renewed, console)
        return response

    async def _answer(self, request: Request, console: Console, words: Phrases) -> Response:
        token = token_in(request)
        member = await _whose(request, console, token) if token else None
        if self.page.roles and member is None:
            return _to_entry(request)
        visit = Visit(
            console=console,
            request=request,
            words=words,
            title=self.page.title,
            token=token or new_token(),
            member=member,
        )
        try:
            response = await (await self._handler(visit))(visit)
        except HTTPException:
            await self._denied(visit)
            raise
        if not token and not response.headers.get("set-cookie"):
            give(response, visit.token, secure=console.secure)
        return response

    async def _handler(self, visit: Visit) -> Handler:
        """Raises `HTTPException` (404) for who may not see it, `RefusedError` (403) for a form that
        was not sent from a page of ours.
        """
        if self.page.roles and not self.page.roles & visit.who.roles:
            raise HTTPException(404)
        if visit.request.method != "POST":
            return self.page.get or _nothing
        same_origin(visit.request, visit.console.home)
        if (await visit.form()).get("sign") != visit.sign:
            raise RefusedError(403, "console.refused.sign")
        return self.page.post or _nothing

    async def _denied(self, visit: Visit) -> None:
        """Who tries what is not theirs, or is not there, is in the audit."""
        if visit.member:
            await visit.note(f"denied {self.page.path}"[:MOST_ACT])


async def _whose(request: Request, console: Console, token: str) -> Member | None:
    """Whoever is signed in; what a page asks by itself keeps nobody signed in."""
    by_itself = request.method == "GET" and request.headers.get("hx-request") == "true"
    now = console.world.now()
    return await asked(console.sessions.whose, token, now, here=not by_itself)


async def _renewed(console: Console) -> None:
    """Behind the answer, which is out already."""
    with suppress(DatabaseDownError):
        await console.lately.renew()


async def _nothing(_: Visit) -> Response:
    raise HTTPException(404)


def _to_entry(request: Request) -> Response:
    where = f"{ENTRY}?to={quote(request.url.path)}" if request.method == "GET" else ENTRY
    if request.headers.get("hx-request") == "true":
        return Response(status_code=204, headers={"HX-Redirect": ENTRY})
    return RedirectResponse(where, 303)


def _sorry(request: Request, console: Console, words: Phrases, refused: RefusedError) -> Response:
    visit = Visit(
        console=console, request=request, words=words, title="console.refused.title", token=""
    )
    text = words(refused.key, seconds=refused.retry_after)
    response = visit.page(SORRY, refused.status, text=text)
    if refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response
