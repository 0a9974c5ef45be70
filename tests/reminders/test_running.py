"""The whole program: moving the demo's clock tells the page at once."""

from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from tests.running.program import running

AN_HOUR_LEFT = "2025-12-22T15:00:30+07:00"


class Page:
    """One open page."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http, self.said, self.cursor = http, 0, 0

    async def says(self, said: dict[str, str]) -> list[dict[str, Any]]:
        self.said += 1
        body = {"id": f"event-{self.said}", "after": self.cursor, "said": said}
        async with self.http.post("/chat/say", json=body) as response:
            answer = await response.json()
        self.cursor = answer["cursor"]
        return list(answer["entries"])

    async def presses(self, label: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        choices = [c for e in entries for c in e.get("message", {}).get("choices", ())]
        token = next(choice["token"] for choice in choices if choice["label"] == label)
        return await self.says({"type": "pressed", "token": token})

    async def reads(self) -> list[dict[str, Any]]:
        async with self.http.get(f"/chat/messages?after={self.cursor}") as response:
            return list((await response.json())["entries"])


async def test_moving_the_clock_tells_an_open_page(tmp_path: Path) -> None:
    async with (
        running(tmp_path) as program,
        aiohttp.ClientSession(program.url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        page = Page(http)
        (await http.get("/")).close()
        entries = await page.says({"type": "opened", "language": "id"})
        entries = await page.presses("Setuju", entries)
        await page.presses("Sudah saya baca", entries)
        async with http.get("/chat/look") as looks:
            (await http.post("/demo/clock", json={"to": AN_HOUR_LEFT})).close()
            async for line in looks.content:
                if line.startswith(b"event: look"):
                    break
        (told,) = await page.reads()
        assert told["message"]["key"] == "reminder:closing-1h"
        assert "FORMULIR RESMI BELUM DINYATAKAN TERKIRIM" in told["message"]["text"]
        assert datetime.fromisoformat(told["at"]) >= datetime.fromisoformat(AN_HOUR_LEFT)
