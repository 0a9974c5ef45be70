"""The calls of the message path. The key stays out of every error and every log."""

import asyncio
import logging
from typing import Literal

import httpx
import msgspec

from bot.channels.whatsapp import errors
from bot.channels.whatsapp.provider import Provider
from bot.channels.whatsapp.wire import Reply, read_kept, read_reply
from bot.delivery.outcome import Outcome

PATIENCE = 7.0
TO_CONNECT = 3.0
CONNECTIONS = 100
JSON = "application/json"
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
for _chatty in ("httpx", "httpcore"):  # they would log every address at INFO
    logging.getLogger(_chatty).setLevel(logging.WARNING)


class Api:
    """One number's Cloud API. Nothing is followed to another address."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.client = httpx.AsyncClient(
            headers=provider.headers,
            timeout=httpx.Timeout(PATIENCE, connect=TO_CONNECT, pool=TO_CONNECT),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            follow_redirects=False,
            trust_env=False,
        )
        self._addresses = {
            what: httpx.URL(provider.base + provider.path(what)) for what in ("messages", "media")
        }

    async def close(self) -> None:
        """Ends idle connections."""
        await self.client.aclose()

    async def send(self, body: bytes, patience: float = PATIENCE) -> Outcome:
        """What became of a message within `patience` seconds; `sent_id` is the platform's."""
        answer = await self._post("messages", body, patience)
        if isinstance(answer, Outcome):
            return answer
        try:
            return _outcome(read_reply(answer.content), answer.status_code)
        except msgspec.DecodeError:
            return (
                errors.NO_JSON if answer.is_success else errors.outcome_of(-1, answer.status_code)
            )

    async def keep(self, png: bytes, patience: float = PATIENCE) -> str:
        """Hands a picture to the platform; its id there, "" where it was not taken."""
        files = {
            "messaging_product": (None, "whatsapp"),
            "type": (None, "image/png"),
            "file": ("pandu.png", png, "image/png"),
        }
        try:
            async with asyncio.timeout(patience):
                answer = await self.client.post(self._addresses["media"], files=files)  # type: ignore[arg-type]  # None is no name
            return read_kept(answer.content).id
        except (httpx.HTTPError, TimeoutError, msgspec.DecodeError):
            return ""

    async def _post(
        self, what: Literal["messages", "media"], body: bytes, patience: float
    ) -> httpx.Response | Outcome:
        try:
            async with asyncio.timeout(patience):
                return await self.client.post(
                    self._addresses[what], content=body, headers={"Content-Type": JSON}
                )
        except _UNSENT:
            return errors.NEVER_LEFT
        except (httpx.HTTPError, TimeoutError):
            return errors.NO_ANSWER


def _outcome(reply: Reply, status: int) -> Outcome:
    if reply.messages:
        return Outcome("sent", sent_id=reply.messages[0].id)
    if reply.error:
        return errors.outcome_of(reply.error.code, status)
    return errors.NO_JSON
