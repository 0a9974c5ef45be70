"""The drawing of a good document: it is the posting's, and nobody's secret."""

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.assets import FOREVER
from bot.channels.webchat.headers import EVERYWHERE
from bot.channels.webchat.refused import RefusedError
from bot.uploads.guide import version
from bot.uploads.page import kindly
from bot.uploads.uploads import uploads_of

POLICY = "default-src 'none'; sandbox"


@kindly
async def example(request: Request) -> Response:
    """GET /u/contoh/{slot}; an address with another version than today's is not kept."""
    uploads = uploads_of(request)
    drawing = uploads.edition.examples.get(request.path_params["slot"])
    if drawing is None:
        raise RefusedError(404, "files.page.unknown")
    known = request.query_params.get("v") == version(uploads)
    keep = FOREVER if known else "no-cache"
    headers = {**EVERYWHERE, "Content-Security-Policy": POLICY, "Cache-Control": keep}
    return Response(drawing, headers=headers, media_type="image/svg+xml")
