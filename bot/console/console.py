"""The parts that the console's pages need, made once by `build_app`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from bot.channels.webchat.assets import Assets
from bot.channels.webchat.webchat import Webchat
from bot.clock import Clock
from bot.console.lately import Lately
from conversations.eligibility.wording import Words, words_of
from conversations.texts.phrases import Phrases
from handlers.parts import Parts
from storage.staff import People
from storage.staff_sessions import Sessions

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Console:
    """Lies at `app.state.console`. `chat` counts who asks how often; `family` has the look that
    all pages share; `world` is the time by which sessions and one-time codes go.
    """

    parts: Parts
    chat: Webchat
    phrases: Mapping[str, Phrases]
    clock: Clock
    family: Assets
    assets: Assets = field(default_factory=lambda: Assets(STATIC, "/console/static"))
    world: Clock = field(default_factory=Clock)
    lately: Lately = field(default_factory=Lately)

    @property
    def people(self) -> People:
        return self.parts.store.desk.people

    @property
    def sessions(self) -> Sessions:
        return self.parts.store.desk.sessions

    @property
    def home(self) -> str:
        """The public address, without a slash at its end."""
        return self.parts.home

    @property
    def secure(self) -> bool:
        return self.home.startswith("https:")

    def wording(self, words: Phrases) -> Words:
        """How times and days of the posting are said in that language."""
        return words_of(self.parts.dialog.edition, words)


def console_of(request: Request) -> Console:
    """The parts, from the running app."""
    found: Console = request.app.state.console
    return found
