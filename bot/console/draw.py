"""How a page of the console is drawn: its frame, and what every template knows."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from bot.channels.webchat.headers import page_headers
from bot.console.cookie import SPOKEN
from bot.pages import templates

if TYPE_CHECKING:
    from bot.console.visit import Visit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""As everywhere, but for trusted types: htmx puts parts of pages in their places."""
_BOLD = re.compile(r"\*([^*\n]+)\*")


def marked(text: str) -> Markup:
    """What a message says, with its bold words bold."""
    return Markup(_BOLD.sub(r"<b>\1</b>", str(escape(text))))  # noqa: S704 - escaped right here


def short(number: int) -> str:
    """What people call a row by: the end of its number, which differs among neighbours."""
    return f"{number % 100_000:05}"


_PAGES = templates(Path(__file__).parent)
_PAGES.filters["marked"] = marked
_PAGES.filters["short"] = short


def headers(home: str) -> Mapping[str, str]:
    """Of a page. Without a referrer within the console, browsers would not name where a form comes
    from.
    """
    own = {"Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin", "Vary": "Cookie"}
    return {**page_headers(home), **own}


def draw(visit: "Visit", template: str, values: Mapping[str, object]) -> str:
    """The template, which knows `words`, `visit`, `member`, `places` and how times are said."""
    console, words = visit.console, visit.words
    wording = console.wording(words)
    zone = console.parts.dialog.edition.posting.tz

    def moment(at: datetime | int) -> str:
        return wording.moment(_time(at).astimezone(zone))

    def clock(at: datetime | int) -> str:
        return f"{_time(at).astimezone(zone):%H.%M}"

    return _PAGES.get_template(template).render(
        words=words,
        visit=visit,
        member=visit.member,
        title=words(visit.title),
        posting=console.parts.dialog.edition.texts[words.language].title
        if words.language in console.parts.dialog.edition.texts
        else console.parts.slug,
        places=places(visit),
        languages=SPOKEN,
        family=console.family,
        assets=console.assets,
        moment=moment,
        clock=clock,
        **values,
    )


def places(visit: "Visit") -> list[tuple[str, str, bool]]:
    """Where the navigation leads whoever is signed in: address, name, and whether this is it."""
    from bot.console.pages import PAGES

    if visit.member is None:
        return []
    here = visit.request.url.path
    shown = [page for page in PAGES if page.place and page.roles & visit.member.roles]
    deepest = max(
        (page.address for page in shown if _within(here, page.address)), key=len, default=""
    )
    return [(page.address, visit.words(page.place), page.address == deepest) for page in shown]


def _within(here: str, address: str) -> bool:
    return here == address or here.startswith(f"{address}/")


def _time(at: datetime | int) -> datetime:
    """Times of rows are UTC milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC) if isinstance(at, int) else at
