"""One request to the console: who asks, in which language, and how it is answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.webchat.refused import RefusedError
from bot.console.console import Console
from bot.console.cookie import SPOKEN
from bot.console.draw import draw, headers
from conversations.texts.phrases import Phrases
from storage.staff import Member, asked

MOST_BYTES = 12 * 2**20
MOST_FIELDS = 200


class Visit(Struct, frozen=True, kw_only=True):
    """`member` is None on the pages by which people sign in; `title` is the key of the page's.

    `token` is the cookie's: a session's, or what the forms of a sign-in are signed with.
    """

    console: Console
    request: Request
    words: Phrases
    title: str
    token: str
    member: Member | None = None

    @property
    def now(self) -> datetime:
        """The program's time, UTC."""
        return self.console.clock.now()

    @property
    def who(self) -> Member:
        """Whoever is signed in. Raises `HTTPException` (404) where nobody is."""
        if self.member is None:
            raise HTTPException(404)
        return self.member

    @property
    def path(self) -> Mapping[str, Any]:
        """What the address names: `/{id:int}` is `path["id"]`."""
        return self.request.path_params

    @property
    def sign(self) -> str:
        """What every form carries in its field `sign`."""
        return self.console.sessions.sign(self.token)

    @property
    def in_part(self) -> bool:
        """Whether a part of a page is asked for, by htmx."""
        return self.request.headers.get("hx-request") == "true"

    def channel(self, name: str) -> str:
        """How people call a channel."""
        key = f"console.channels.{name}"
        return self.words(key) if key in self.words else name

    async def form(self) -> dict[str, str]:
        """The fields that were sent, trimmed; of several with one name the last one.

        Raises `RefusedError` (411, 413).
        """
        fields = await self._fields()
        return {name: value.strip() for name, value in fields if isinstance(value, str)}

    async def chosen(self, name: str) -> list[str]:
        """All values of boxes with one name."""
        return [value for each, value in await self._fields() if each == name and value]  # type: ignore[misc] # boxes send no files

    async def file(self, name: str) -> UploadFile | None:
        """The file of one field; None where none was chosen."""
        fields = dict(await self._fields())
        found = fields.get(name)
        return found if isinstance(found, UploadFile) and found.filename else None

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """The page whose body is `template` (`topic/name.html`)."""
        text = draw(self, template, values)
        return HTMLResponse(text, status, headers=headers(self.console.home))

    def download(self, body: bytes | str, name: str, kind: str) -> Response:
        """A file, which no browser shows by itself; `name` has plain letters alone."""
        disposition = f'attachment; filename="{name}"'
        return Response(body, headers={"Content-Disposition": disposition}, media_type=kind)

    def go(self, path: str) -> Response:
        """To another page of the console, by its path below `/console`."""
        where = f"/console{path}"
        if self.in_part:
            return Response(status_code=204, headers={"HX-Redirect": where})
        return RedirectResponse(where, 303)

    def unchanged(self) -> Response:
        """For htmx: the part that is shown stays as it is."""
        return Response(status_code=204)

    def anew(self) -> Response:
        """For htmx: so much changed that the whole page is fetched again."""
        return Response(status_code=204, headers={"HX-Refresh": "true"})

    async def note(self, act: str, case_id: int = 0) -> None:
        """A row of the audit, committed when this returns: before anything personal is shown."""
        await asked(self.console.people.note, self.who.actor, act, self.now, case_id)

    async def _fields(self) -> list[tuple[str, UploadFile | str]]:
        length = self.request.headers.get("content-length", "")
        if not length.isdecimal():
            raise RefusedError(411, "console.refused.unreadable")
        if int(length) > MOST_BYTES:
            raise RefusedError(413, "console.refused.large")
        form = await self.request.form(max_files=1, max_fields=MOST_FIELDS)
        return form.multi_items()


def language_chosen(request: Request, response: Response, *, secure: bool) -> None:
    """Makes the browser remember a language that was chosen by its link."""
    if request.query_params.get("lang") in SPOKEN:
        response.set_cookie(
            "pandu_language",
            request.query_params["lang"],
            max_age=180 * 86400,
            httponly=True,
            samesite="lax",
            secure=secure,
        )
