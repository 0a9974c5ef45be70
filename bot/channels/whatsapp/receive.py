"""/webhooks/whatsapp: whose it is first, then the body within its limit, then each part of it.

Plain ASGI and no door: it answers GET as well, and its signature is over the body.
"""

import hmac
import logging
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from bot.channels.whatsapp.batch import Batches
from bot.channels.whatsapp.limits import MOST_BODY
from bot.channels.whatsapp.provider import Provider
from bot.doors import body_within

MOST_CHALLENGE = 256
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
log = logging.getLogger(__name__)


class Webhook:
    """An ASGI app. `verify` is the token that Meta is given when the address is entered there."""

    def __init__(self, batches: Batches, provider: Provider, verify: str) -> None:
        self._batches, self._provider, self._verify = batches, provider, verify.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        status, body = await self._answer(scope, receive)
        length = (b"content-length", str(len(body)).encode())
        start = {"type": "http.response.start", "status": status, "headers": [*_PLAIN, length]}
        await send(start)
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        if scope["method"] == "GET":
            return self._verified(scope["query_string"])
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED, b""
        name = self._provider.authentic_header
        given = next((value for header, value in scope["headers"] if header == name), b"")
        if not self._provider.may_be_authentic(given):
            return HTTPStatus.UNAUTHORIZED, b""
        body = await body_within(MOST_BODY, receive)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b""
        if not self._provider.is_authentic(given, body):
            return HTTPStatus.UNAUTHORIZED, b""
        done = await self._batches.take(body)
        return (HTTPStatus.OK if done else HTTPStatus.SERVICE_UNAVAILABLE), b""

    def _verified(self, query: bytes) -> tuple[int, bytes]:
        """Answers what Meta asks when the address is entered there."""
        asked = parse_qs(query.decode("latin-1"), max_num_fields=20)
        given = asked.get("hub.verify_token", [""])[0].encode()
        right = hmac.compare_digest(given, self._verify) and bool(self._verify)
        challenge = asked.get("hub.challenge", [""])[0].encode()
        if asked.get("hub.mode") != ["subscribe"] or not right or len(challenge) > MOST_CHALLENGE:
            return HTTPStatus.FORBIDDEN, b""
        return HTTPStatus.OK, challenge
