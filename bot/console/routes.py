"""Every address of the console."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.console.console import console_of
from bot.console.guard import Guarded
from bot.console.pages import PAGES


async def static(request: Request) -> Response:
    """GET /console/static/{digest}/{name}: the pages' own files, the same for everybody."""
    return await console_of(request).assets.serve(request)


def routes() -> list[BaseRoute]:
    """For `build_app`; the console's parts lie at `app.state.console`."""
    pages = [Route(page.address, Guarded(page).answer, methods=page.methods) for page in PAGES]
    return [Route("/console/static/{digest}/{name}", static), *pages]
