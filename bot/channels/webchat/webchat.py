"""The parts that the web chat's answers need, made once by `build_app`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from starlette.requests import Request

from bot.channels.webchat.assets import Assets
from bot.channels.webchat.cookie import Cookies
from bot.channels.webchat.desk import Desk
from bot.channels.webchat.language import language_of
from bot.channels.webchat.limits import Limits, Network, Rate, place
from bot.channels.webchat.push import Bell
from bot.channels.webchat.refused import RefusedError
from conversations.texts.phrases import Phrases
from storage.store import Committed


@dataclass(frozen=True)
class Webchat:
    """Lies at `app.state.webchat`.

    `phrases` by language; `home` is the public address without a slash at
    its end (`https://host`), or "" where none is set; `trusted` are the proxies whose
    X-Forwarded-For counts.
    """

    desk: Desk
    cookies: Cookies
    phrases: Mapping[str, Phrases]
    home: str = ""
    trusted: Sequence[Network] = ()
    bell: Bell = field(default_factory=Bell)
    limits: Limits = field(default_factory=Limits)
    assets: Assets = field(default_factory=Assets)

    def words(self, request: Request) -> Phrases:
        """The sentences in the language of whoever asks."""
        return self.phrases[language_of(request, self.spoken)]

    @cached_property
    def spoken(self) -> list[str]:
        """The posting's languages that have sentences here; the first is everybody's."""
        return [name for name in self.desk.languages if name in self.phrases]

    def visitor(self, request: Request) -> str:
        """Who asks. Raises `RefusedError` (401) without a cookie of ours."""
        found = self.cookies.visitor(request)
        if found is None:
            raise RefusedError(401, "webchat.refused.stranger")
        return found

    def tell(self, committed: Committed) -> None:
        """The visitor's open pages look at a turn that began elsewhere."""
        self.bell.ring(committed.case.address.external_id)

    def take_from_place(self, rate: Rate, request: Request) -> None:
        """Counts one for where the request comes from. Raises `RefusedError` (429)."""
        peer = request.client.host if request.client else ""
        forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
        self.limits.take(rate, place(peer, forwarded, self.trusted))


def webchat_of(request: Request) -> Webchat:
    """The parts, from the running app."""
    found: Webchat = request.app.state.webchat
    return found
