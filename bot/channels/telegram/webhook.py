"""POST /webhooks/telegram: the secret first, then the body within its limit, then the answer.

A door: every message comes through here, and a framework's layers would cost as much as the turn
itself.
"""

import hmac
import logging
from http import HTTPStatus

import msgspec

from bot.channels.telegram.hear import Ear
from bot.channels.telegram.limits import MOST_BODY
from bot.channels.telegram.wire import read_update
from bot.doors import Door, Headers

HEADER = b"x-telegram-bot-api-secret-token"
_ENCODE = msgspec.json.Encoder().encode
log = logging.getLogger(__name__)


class Webhook(Door):
    """`secret` is what Telegram was told to send along."""

    most_body = MOST_BODY

    def __init__(self, ear: Ear, secret: str) -> None:
        self._ear, self._secret = ear, secret.encode()

    def refused(self, headers: Headers) -> int:
        """401 without the secret."""
        given = next((value for name, value in headers if name == HEADER), b"")
        return 0 if hmac.compare_digest(given, self._secret) else HTTPStatus.UNAUTHORIZED

    async def taken(self, body: bytes) -> tuple[int, bytes]:
        """200 once it is durable, or where a repeat would not help."""
        try:
            update = read_update(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            log.warning("an authentic update cannot be read: %s", type(error).__name__)
            return HTTPStatus.OK, b""
        heard = await self._ear.hear(update)
        if heard.result == "again":
            return HTTPStatus.SERVICE_UNAVAILABLE, b""
        return HTTPStatus.OK, _ENCODE(heard.answer) if heard.answer else b""
