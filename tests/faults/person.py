"""A person who chats over HTTP as the page does: repeats what was not acknowledged, and keeps
everything that was answered.
"""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

import aiohttp

WORDS = {
    "date": "17-08-1990",
    "number": "3",
    "region": "Kota Depok",
    "codes": "70209, 62019",
    "period": "pendamping koperasi, Dinas Koperasi Bogor, 02-2019 sampai 06-2023, ada bukti",
    "text": "pendamping koperasi",
    "month": "02-2019",
}
RETRY = (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError)


@dataclass
class Person:
    """One browser. `entries` is what its page shows, `sent` how many events were acknowledged."""

    http: aiohttp.ClientSession
    url: str
    chance: random.Random
    name: str
    acknowledged: asyncio.Semaphore
    entries: list[dict[str, Any]] = field(default_factory=list)
    sent: int = 0
    repeats: int = 0
    cursor: int = 0

    async def arrive(self) -> None:
        """Opens the page, which gives the cookie, and begins."""
        await self._until_answered("GET", "/")
        await self.say({"type": "opened", "language": "id"})

    async def act(self) -> None:
        """Answers what is shown last in some way that it allows."""
        await self.say(self._something())

    async def say(self, said: dict[str, str]) -> None:
        """Sends one event until it is acknowledged."""
        event = f"{self.name}-{self.sent:06}"
        body = {"id": event, "after": self.cursor, "said": said}
        answer = await self._until_answered("POST", "/chat/say", json=body)
        self.sent += 1
        self.acknowledged.release()
        self.entries += answer["entries"]
        self.cursor = answer["cursor"]

    async def history(self) -> list[dict[str, Any]]:
        """The whole talk as a newly opened page would show it."""
        answer = await self._until_answered("GET", "/chat/messages?after=0")
        found: list[dict[str, Any]] = answer["entries"]
        return found

    async def _until_answered(self, method: str, path: str, **body: object) -> Any:  # noqa: ANN401 - JSON
        while True:
            try:
                async with self.http.request(method, self.url + path, **body) as response:  # type: ignore[arg-type]  # aiohttp types each keyword of its own
                    if response.status < 429:
                        assert response.status == 200, (path, response.status)
                        return await response.json() if path != "/" else await response.read()
            except RETRY:
                self.repeats += 1
            await asyncio.sleep(0.02)

    def _something(self) -> dict[str, str]:
        told = [entry["message"] for entry in self.entries if entry["from"] == "pandu"]
        screen = next(m for m in reversed(told) if _answerable(m))
        tokens = [each["token"] for each in (*screen.get("choices", ()), *screen.get("ticks", ()))]
        if screen.get("field") and self.chance.random() < 0.7:
            return {"type": "typed", "text": WORDS[screen["field"]]}
        if not tokens or self.chance.random() < 0.1:
            return {"type": "typed", "text": self.chance.choice(("kembali", "bantuan", "ya", "?"))}
        return {"type": "pressed", "token": self.chance.choice(tokens)}


def _answerable(message: dict[str, Any]) -> bool:
    return bool(message.get("choices") or message.get("ticks") or message.get("field"))
