"""Every address of the upload page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.uploads import example, kit, page, papers, receive
from bot.uploads.uploads import uploads_of


async def static(request: Request) -> Response:
    """GET /u/static/{digest}/{name}: the page's own files."""
    return await uploads_of(request).assets.serve(request)


def routes() -> list[BaseRoute]:
    """For `build_app`; its parts lie at `app.state.uploads`."""
    return [
        Route("/u/static/{digest}/{name}", static),
        Route("/u/new", papers.from_chat, methods=["POST"]),
        Route("/u/contoh/{slot}", example.example),
        Route("/u/{token}", page.show),
        Route("/u/{token}/open", page.enter, methods=["POST"]),
        Route("/u/{token}/kit", kit.take_along),
        Route("/u/{token}/papers", receive.papers),
        Route("/u/{token}/papers/{id:int}/{page:int}", papers.picture),
        Route("/u/{token}/papers/{id:int}/{act:str}", papers.change, methods=["POST"]),
        Route("/u/{token}/files", receive.begin, methods=["POST"]),
        Route("/u/{token}/files/{id:str}", receive.ask, methods=["HEAD"]),
        Route("/u/{token}/files/{id:str}", receive.take, methods=["PUT"]),
    ]
