"""POST /webhooks/telegram: the secret first, then the body within its limit, then the answer.

Plain ASGI: every message comes through here, and a framework's layers would cost as much as the
turn itself.
"""

import hmac
import logging
from http import HTTPStatus

import msgspec
from starlette.types import Receive, Scope, Send

from bot.channels.telegram.hear import Ear
from bot.channels.telegram.limits import MOST_BODY
from bot.channels.telegram.wire import read_update

HEADER = b"x-telegram-bot-api-secret-token"
_ENCODE = msgspec.json.Encoder().encode
_JSON = [(b"content-type", b"application/json")]
log = logging.getLogger(__name__)


class Webhook:
    """An ASGI app. `secret` is what Telegram was told to send along."""

    def __init__(self, ear: Ear, secret: str) -> None:
        self._ear, self._secret = ear, secret.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        status, body = await self._answer(scope, receive)
        length = (b"content-length", str(len(body)).encode())
        start = {"type": "http.response.start", "status": status, "headers": [*_JSON, length]}
        await send(start)
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED, b""
        given = next((value for name, value in scope["headers"] if name == HEADER), b"")
        if not hmac.compare_digest(given, self._secret):
            return HTTPStatus.UNAUTHORIZED, b""
        body = await _body(receive)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b""
        try:
            update = read_update(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            log.warning("an authentic update cannot be read: %s", type(error).__name__)
            return HTTPStatus.OK, b""
        heard = await self._ear.hear(update)
        if heard.result == "again":
            return HTTPStatus.SERVICE_UNAVAILABLE, b""
        return HTTPStatus.OK, _ENCODE(heard.answer) if heard.answer else b""


async def _body(receive: Receive) -> bytes | None:
    """None where it is longer than the limit; reading stops there."""
    event = await receive()
    body: bytes = event.get("body", b"")
    if not event.get("more_body"):
        return body if len(body) <= MOST_BODY else None
    parts = bytearray(body)
    while event.get("more_body") and len(parts) <= MOST_BODY:
        event = await receive()
        parts += event.get("body", b"")
    return bytes(parts) if len(parts) <= MOST_BODY else None
