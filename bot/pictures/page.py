"""GET /gambar/<code>.png is a picture. Whether it is genuine says `bot/checking`."""

from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat.headers import EVERYWHERE
from bot.pictures.pictures import Pictures

ADDRESS = "/gambar/{code}.png"
KEPT = {**EVERYWHERE, "Cache-Control": "public, max-age=86400"}


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [Route(ADDRESS, picture)]


def pictures_of(request: Request) -> Pictures:
    """What lies at `app.state.pictures`."""
    return cast("Pictures", request.app.state.pictures)


async def picture(request: Request) -> Response:
    """404 where the code is none of ours."""
    png = await pictures_of(request).png(request.path_params["code"])
    if png is None:
        raise HTTPException(404)
    return Response(png, headers=KEPT, media_type="image/png")
