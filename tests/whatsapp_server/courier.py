"""Brings what happens to the program's webhook, signed, and again until it is taken."""

import asyncio
import hashlib
import hmac
import json
from typing import Any

import aiohttp

Json = dict[str, Any]
SLOWEST = 2.0


class Courier:
    """What has the same key arrives in order. `pace` scales the waits between tries."""

    def __init__(self, secret: str, provider: str, pace: float) -> None:
        self.webhook = ""
        self._secret, self._provider, self._pace = secret, provider, pace
        self._lines: dict[str, asyncio.Task[None]] = {}
        self._http: aiohttp.ClientSession | None = None
        self.statuses: list[int] = []
        self.seconds: list[float] = []

    @property
    def busy(self) -> list[asyncio.Task[None]]:
        """What is not taken yet."""
        return [task for task in self._lines.values() if not task.done()]

    def bring(self, key: str, value: Json, field: str = "messages") -> None:
        """Send one change."""
        shape = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1"}, **value}
        changes = [{"field": field, "value": shape}]
        self.bring_body(
            key,
            json.dumps(
                {
                    "object": "whatsapp_business_account",
                    "entry": [{"id": "1", "changes": changes}],
                }
            ).encode(),
        )

    def bring_body(self, key: str, body: bytes) -> None:
        """Send a body as it is."""
        before = self._lines.get(key)
        self._lines[key] = asyncio.create_task(self._until_taken(before, body))

    def headers(self, body: bytes) -> dict[str, str]:
        """Return what shows whose the body is."""
        if self._provider == "360dialog":
            return {"Authorization": f"Bearer {self._secret}"}
        made = hmac.new(self._secret.encode(), body, hashlib.sha256).hexdigest()
        return {"X-Hub-Signature-256": f"sha256={made}"}

    async def close(self) -> None:
        """Give up what is not taken."""
        for task in self.busy:
            task.cancel()
        await asyncio.gather(*self._lines.values(), return_exceptions=True)
        if self._http:
            await self._http.close()

    async def _until_taken(self, before: asyncio.Task[None] | None, body: bytes) -> None:
        if before:
            await asyncio.wait([before])
        wait = 0.1
        while not await self._taken(body):
            await asyncio.sleep(wait * self._pace)
            wait = min(2 * wait, SLOWEST)

    async def _taken(self, body: bytes) -> bool:
        if not self.webhook:
            return False
        self._http = self._http or aiohttp.ClientSession()
        loop = asyncio.get_running_loop()
        begun = loop.time()
        headers = {"Content-Type": "application/json", **self.headers(body)}
        try:
            async with self._http.post(self.webhook, data=body, headers=headers) as reply:
                await reply.read()
        except (aiohttp.ClientError, ConnectionError, TimeoutError):
            return False
        self.statuses.append(reply.status)
        self.seconds.append(loop.time() - begun)
        return reply.ok
