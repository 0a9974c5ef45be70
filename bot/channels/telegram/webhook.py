"""POST /webhooks/telegram: the secret first, then the body within its limit, then the answer."""

import hmac
import logging
from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.telegram.hear import Ear
from bot.channels.telegram.limits import MOST_BODY
from bot.channels.telegram.wire import read_update

HEADER = "x-telegram-bot-api-secret-token"
_ENCODE = msgspec.json.Encoder().encode
_OK = 200
log = logging.getLogger(__name__)
Endpoint = Callable[[Request], Awaitable[Response]]


def webhook(ear: Ear, secret: str) -> Endpoint:
    """The endpoint. `secret` is what Telegram was told to send along."""
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        given = request.headers.get(HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, expected):
            return Response(status_code=401)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = read_update(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            log.warning("an authentic update cannot be read: %s", type(error).__name__)
            return Response(status_code=_OK)
        heard = await ear.hear(update)
        if heard.result == "again":
            return Response(status_code=503)
        answer = _ENCODE(heard.answer) if heard.answer else b""
        return Response(answer, media_type="application/json")

    return receive


async def _body(request: Request) -> bytes | None:
    """None where it is longer than the limit; reading stops there."""
    parts: list[bytes] = []
    left = MOST_BODY
    async for part in request.stream():
        left -= len(part)
        if left < 0:
            return None
        parts.append(part)
    return b"".join(parts)
