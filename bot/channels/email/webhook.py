"""POST /webhooks/mail: letters that came back. The secret first, then the body within its limit."""

import hmac
import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.email.limits import CHANNEL, MOST_BODY
from bot.channels.email.returned import returned
from bot.clock import Clock
from conversations.dialog.event import Address
from handlers.contact_bounced import contact_bounced
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from storage.writer import DatabaseDownError

HEADER = "x-pandu-secret"
log = logging.getLogger(__name__)


class Webhook:
    """`secret` is what is sent along; without one nobody is let in."""

    def __init__(self, parts: Parts, clock: Clock, secret: str) -> None:
        self._parts, self._clock, self._secret = parts, clock, secret.encode()

    async def answer(self, request: Request) -> Response:
        """2xx once everything is durable."""
        given = request.headers.get(HEADER, "").encode()
        if not self._secret or not hmac.compare_digest(given, self._secret):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        body = await _body(request)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            addresses = returned(body, kind)
        except (ValueError, RecursionError, LookupError) as error:
            log.warning("an authentic report cannot be read: %s", type(error).__name__)
            return Response(status_code=HTTPStatus.OK)
        try:
            known = [await self._note(address) for address in addresses]
        except (DatabaseDownError, TooBusyError):
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        log.info("mail came back: %d of %d addresses are known", sum(known), len(known))
        return Response(status_code=HTTPStatus.OK)

    async def _note(self, address: str) -> bool:
        return await contact_bounced(Address(CHANNEL, address), self._parts, self._clock.now())


async def _body(request: Request) -> bytes | None:
    """None where it is longer than the limit; reading stops there."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BODY:
            return None
    return bytes(body)
