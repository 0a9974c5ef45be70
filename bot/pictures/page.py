"""GET /gambar/<code>.png is a picture, GET /cek/<code> says whether it is genuine."""

from pathlib import Path
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat.headers import EVERYWHERE, page_headers
from bot.pages import templates
from bot.pictures.pictures import Pictures
from bot.uploads.uploads import uploads_of

ADDRESS = "/gambar/{code}.png"
KEPT = {**EVERYWHERE, "Cache-Control": "public, max-age=86400"}
_PAGE = templates(Path(__file__).parent / "templates").get_template("check.html")


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [Route(ADDRESS, picture), Route("/cek/{code}", check)]


def pictures_of(request: Request) -> Pictures:
    """What lies at `app.state.pictures`."""
    return cast("Pictures", request.app.state.pictures)


async def picture(request: Request) -> Response:
    """404 where the code is none of ours."""
    png = await pictures_of(request).png(request.path_params["code"])
    if png is None:
        raise HTTPException(404)
    return Response(png, headers=KEPT, media_type="image/png")


async def check(request: Request) -> Response:
    """What a genuine picture says, since when, and whether the announcement still says so."""
    uploads, code = uploads_of(request), request.path_params["code"].strip().casefold()
    words, pictures = uploads.words(request), pictures_of(request)
    kept, made = pictures.kept(code), ""
    if kept:
        voice = uploads.voice(words)
        made = words("pictures.checked.made", moment=voice.moment(kept.made))
    text = _PAGE.render(
        words=words, family=uploads.family, kept=kept, made=made, current=code in pictures.now()
    )
    headers = {**page_headers(uploads.parts.home), "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, 200 if kept else 404, headers=headers)
