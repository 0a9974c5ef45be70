"""The first page: time to the closing, how far people are, what goes out, what waits for staff."""

from datetime import datetime, timedelta

from msgspec import Struct
from starlette.responses import Response

from bot.console.page import EVERYBODY, Page
from bot.console.visit import Visit
from conversations.broadcast.report import said
from handlers.handover_acted import ROLES
from storage.cases import millis
from storage.overview import Funnel, Look
from storage.staff import asked

WHOLE, PART = "overview/page.html", "overview/part.html"
FRESH_SECONDS = 5.0
STEPS = ("came", "consented", "checked", "sent")


class Step(Struct, frozen=True):
    """One line of the funnel; `share` of those who came, in whole percent."""

    name: str
    count: int
    share: int


async def show(visit: Visit) -> Response:
    """GET: the whole page, or for htmx the part that changes."""
    parts, now = visit.console.parts, millis(visit.now)
    overview = parts.store.desk.overview

    async def counted() -> Look:
        return await asked(overview.look, parts.slug, now)

    look = await visit.console.lately.of("overview", counted, FRESH_SECONDS)
    posting = parts.dialog.edition.posting
    return visit.page(
        PART if visit.in_part else WHOLE,
        look=look,
        stale=visit.console.lately.is_stale(),
        steps=steps(look.funnel),
        closes=posting.closes_at,
        opens=posting.opens_at,
        left=left(visit.now, posting.closes_at),
        early=visit.now < posting.opens_at,
        said=said,
        may_talk=bool(ROLES & visit.who.roles),
    )


def steps(funnel: Funnel) -> list[Step]:
    """From the first hello to the form that was sent."""
    most = max(funnel.came, 1)
    return [Step(name, count := getattr(funnel, name), round(100 * count / most)) for name in STEPS]


def left(now: datetime, until: datetime) -> tuple[int, int, int] | None:
    """Days, hours and minutes; None where the moment is past."""
    rest = until - now
    if rest <= timedelta(0):
        return None
    hours, seconds = divmod(rest.seconds, 3600)
    return rest.days, hours, seconds // 60


PAGES = (
    Page(
        path="",
        title="console.overview.title",
        roles=EVERYBODY,
        get=show,
        place="console.overview.place",
    ),
)
