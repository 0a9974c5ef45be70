"""Takes a request in: whose page it comes from, how long it is, and what it holds."""

from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request

from bot.channels.webchat.refused import RefusedError

LONGEST = 64 * 1024
T = TypeVar("T")


async def read(request: Request, kind: type[T], home: str) -> T:
    """The JSON body as a `kind`. Raises `RefusedError` (400, 403, 413, 415).

    `home` is the public address (`https://host`), or "" where only the Host header is known.
    """
    same_origin(request, home)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise RefusedError(415, "webchat.refused.unreadable")
    try:
        return msgspec.json.decode(await _body(request), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise RefusedError(400, "webchat.refused.unreadable") from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise RefusedError(413, "webchat.refused.long")
    return bytes(body)


def same_origin(request: Request, home: str) -> None:
    """Browsers name the page that sends; a program without one has no cookie to misuse.

    Raises `RefusedError` (403).
    """
    origin = request.headers.get("origin")
    if origin is None:
        fits = request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
    else:
        host = request.headers.get("host", "")
        fits = origin == home or (host != "" and urlsplit(origin).netloc == host)
    if not fits:
        raise RefusedError(403, "webchat.refused.origin")
