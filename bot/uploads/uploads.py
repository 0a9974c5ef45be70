"""The parts that the upload page's answers need, and whose page it is."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.assets import Assets
from bot.channels.webchat.language import language_of
from bot.channels.webchat.limits import Limits, Rate
from bot.clock import Clock
from bot.inspection.inspector import Inspector
from bot.uploads.folder import STATIC
from conversations.dialog.voice import Voice
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from handlers.parts import Parts
from storage.cases import Case
from storage.links import Whose
from storage.store import Committed

COOKIE = "pandu_upload"
GRACE = timedelta(minutes=15)
"""An upload that began before the closing may end after it."""
AFTERWARDS = timedelta(hours=1)
"""How long a link holds that was made after the closing: to look, and to take the kit along."""
USE = Rate(burst=240, every=0.1)


class GoneError(Exception):
    """The link is none of ours, too old, or another browser's."""


@dataclass(frozen=True)
class Uploads:
    """Lies at `app.state.uploads`. `tell` is called with turns, by channel."""

    parts: Parts
    edition: Edition
    phrases: Mapping[str, Phrases]
    clock: Clock
    inspector: Inspector
    tell: Mapping[str, Callable[[Committed], None]]
    limits: Limits = field(default_factory=Limits)
    assets: Assets = field(default_factory=lambda: Assets(STATIC, "/u/static"))
    family: Assets = field(default_factory=Assets)

    async def whose(self, token: str) -> Whose:
        """Whose page it is. Raises `GoneError`."""
        found = await self.parts.store.links.find(token)
        if found is None or self.clock.now() >= self._until(found.made_at):
            raise GoneError
        return found

    def is_mine(self, request: Request, whose: Whose) -> bool:
        """Is the page bound to the browser that asks?"""
        browser = request.cookies.get(COOKIE, "")
        return bool(browser) and self.parts.store.links.is_bound_to(whose, browser)

    async def mine(self, request: Request) -> Case:
        """The case whose page it is, for the browser it is bound to. Raises `GoneError`."""
        whose = await self.whose(request.path_params["token"])
        if not self.is_mine(request, whose):
            raise GoneError
        self.limits.take(USE, whose.address.external_id)
        store, now = self.parts.store, self.clock.now()
        return await store.fresh_case_of(whose.address, self.parts.slug, now)

    async def bind(self, request: Request, whose: Whose, response: Response) -> None:
        """Binds the page to the browser that asks. Raises `GoneError` where another has it."""
        browser = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        if not await self.parts.store.links.bind(whose, browser, self.clock.now()):
            raise GoneError
        secure = self.parts.home.startswith("https:")
        response.set_cookie(
            COOKIE, browser, max_age=30 * 86400, path="/u", httponly=True, samesite="lax",
            secure=secure,
        )  # fmt: skip

    def words(self, request: Request, case: Case | None = None) -> Phrases:
        """The sentences in the language of the talk, else of the browser."""
        if case and case.state.language in self.phrases and "lang" not in request.query_params:
            return self.phrases[case.state.language]
        return self.phrases[language_of(request, self._spoken)]

    def voice(self, words: Phrases) -> Voice:
        return self._voices[words.language]

    def told(self, committed: Committed) -> None:
        """Lets the chat know of a turn."""
        if tell := self.tell.get(committed.case.address.channel):
            tell(committed)

    @property
    def open(self) -> bool:
        """Are files still taken in?"""
        return self.clock.now() < self.edition.posting.closes_at

    @property
    def most_bytes(self) -> int:
        return self.parts.dialog.most_mb * 2**20

    def _until(self, made_at: datetime) -> datetime:
        closes = self.edition.posting.closes_at
        return max(closes + GRACE, made_at + AFTERWARDS) if made_at >= closes else closes + GRACE

    @cached_property
    def _voices(self) -> dict[str, Voice]:
        return {name: Voice(self.edition, self.phrases[name]) for name in self._spoken}

    @property
    def _spoken(self) -> list[str]:
        return [name for name in self.edition.posting.languages if name in self.phrases]


def uploads_of(request: Request) -> Uploads:
    found: Uploads = request.app.state.uploads
    return found
