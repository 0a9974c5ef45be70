"""Who acts on the pages of results, and how what was refused is said."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.page import roles
from bot.console.visit import Visit
from conversations.selection.sheet import Person
from conversations.selection.telling import stage_name
from handlers.result_desk import Acting, ResultDesk, result_desk
from handlers.result_entered import candidates_seen
from handlers.result_refused import ResultRefusedError
from storage.staff import asked

T = TypeVar("T")
SEES = roles("selector", "approver")
SELECTS = roles("selector")
RELEASES = roles("approver")
Shown = Callable[[Visit, str], Awaitable[Response]]
Handler = Callable[[Visit], Awaitable[Response]]


def desk_of(visit: Visit) -> ResultDesk:
    return result_desk(visit.console.parts)


async def done(visit: Visit, work: Callable[..., T], *args: object) -> T:
    """What a handler of results returns, for whoever is signed in. Raises `ResultRefusedError`."""
    acting = Acting(desk_of(visit), visit.who, visit.now)
    return await asked(work, acting, *args)


def shows_refusals(shown: Shown) -> Callable[[Handler], Handler]:
    """What is refused stands above the page that `shown` draws."""

    def wrapped(handler: Handler) -> Handler:
        @wraps(handler)
        async def answer(visit: Visit) -> Response:
            try:
                return await handler(visit)
            except ResultRefusedError as error:
                return await shown(visit, error.said(visit.words))

        return answer

    return wrapped


def missing(handler: Handler) -> Handler:
    """What is not known is not there."""

    @wraps(handler)
    async def answer(visit: Visit) -> Response:
        try:
            return await handler(visit)
        except ResultRefusedError:
            raise HTTPException(404) from None

    return answer


async def names_of(visit: Visit, wanted: list[int]) -> dict[int, Person]:
    """What is known of candidates, once it is noted who looks."""
    return dict(await done(visit, candidates_seen, wanted)) if wanted else {}


def stages_shown(visit: Visit, *, judged: bool = False) -> list[tuple[str, str]]:
    """Ids and names, in their order."""
    words, stages = visit.console.wording(visit.words), desk_of(visit).stages
    ids = stages.judged if judged else stages.ids
    return [(each, stage_name(words, each)) for each in ids]
