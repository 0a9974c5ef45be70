"""Kills the server again and again under people who upload, and compares what they were told with
what is kept: rows, bytes, and the talk.
"""

import asyncio
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
from msgspec import Struct
from PIL import Image
from sqlalchemy import create_engine, text

from bot.settings import load
from storage.blobs import Blobs
from storage.sealing import MasterKey
from storage.store import Store
from tests.faults.person import Person
from tests.faults.server import Server

PART = 8 * 1024
FILES_EACH = 12
LIVE = ("fetching", "stored", "looked", "unreadable")
LATER = "2025-12-20T08:00+07:00"


class Kept(Struct, frozen=True):
    """`wrong` says everything that must not be; the rest is counted."""

    kills: int
    files: int
    repeats: int
    wrong: list[str]


class Sender:
    """One person with files; `told` are the numbers they were given, by name."""

    def __init__(self, person: Person) -> None:
        self.person, self.told, self.page = person, dict[str, str](), ""

    async def come(self) -> None:
        """To the upload page."""
        await self.person.arrive()
        for label in ("Setuju", "Sudah saya baca"):
            await self.person.say({"type": "pressed", "token": self._button(label)})
        self.page = str((await self.ask("POST", "/u/new"))[1])

    async def send(self, name: str, data: bytes) -> None:
        """One file, until its number is there: what was not answered is asked for again."""
        while name not in self.told:
            begun = {"name": name, "size": len(data)}
            status, told = await self.ask("POST", f"{self.page}/files", json=begun)
            assert status == 201, told
            await self._go_on(name, str(told["id"]), data)

    async def papers(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.ask("GET", f"{self.page}/papers"))[1]
        return found

    async def _go_on(self, name: str, number: str, data: bytes) -> None:
        offset = 0
        while name not in self.told:
            headers = {"upload-offset": str(offset)}
            path = f"{self.page}/files/{number}"
            body = data[offset : offset + PART]
            status, told = await self.ask("PUT", path, data=body, headers=headers)
            if status not in {200, 409}:
                return
            offset = told["offset"]
            if "paper" in told:
                self.told[name] = told["paper"]["receipt"]
                self.person.acknowledged.release()

    def _button(self, label: str) -> str:
        for entry in reversed(self.person.entries):
            for choice in entry.get("message", {}).get("choices", ()):
                if choice["label"] == label:
                    return str(choice["token"])
        raise LookupError(label)

    async def ask(self, method: str, path: str, **more: Any) -> tuple[int, Any]:  # noqa: ANN401 - JSON
        while True:
            try:
                async with self.person.http.request(method, self.person.url + path, **more) as got:
                    if got.status < 500:
                        plain = path == "/u/new"
                        return got.status, await (got.text() if plain else got.json())
            except (aiohttp.ClientError, TimeoutError):
                self.person.repeats += 1
            await asyncio.sleep(0.02)


async def kill_intake(folder: Path, people: int, kills: int, seed: int) -> Kept:
    """`people` upload without a pause while the server is killed `kills` times."""
    chance = random.Random(seed)
    server = Server(folder, PANDU_WEB_LIMITS="off")
    await asyncio.to_thread(server.start)
    over, acknowledged = asyncio.Event(), asyncio.Semaphore(0)
    senders: list[Sender] = []
    crowd = [
        asyncio.create_task(_upload(server.url, senders, acknowledged, over, each))
        for each in range(people)
    ]
    try:
        for _ in range(kills):
            await acknowledged.acquire()
            await asyncio.sleep(chance.random() * 0.4)  # a kill at any point, not after an answer
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
        over.set()
        await asyncio.gather(*crowd)
        wrong = [fault for sender in senders for fault in await _faults(sender)]
    finally:
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
        for sender in senders:
            await sender.person.http.close()
        await asyncio.to_thread(server.stop)
    wrong += await _orphans(folder)
    files = sum(len(sender.told) for sender in senders)
    return Kept(kills, files, sum(sender.person.repeats for sender in senders), wrong)


async def _upload(
    url: str,
    senders: list[Sender],
    acknowledged: asyncio.Semaphore,
    over: asyncio.Event,
    number: int,
) -> None:
    """One person after another, each with some files."""
    while not over.is_set():
        http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(10)
        )
        chance = random.Random(len(senders))
        person = Person(http, url, chance, f"sender{number}x{len(senders):04}", acknowledged)
        sender = Sender(person)
        senders.append(sender)
        await sender.come()
        for at in range(FILES_EACH):
            if over.is_set():
                return
            await sender.send(f"IMG_{at}.jpg", _picture())


def _picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((160, 160), 60).save(out, "JPEG")
    return out.getvalue()


async def _faults(sender: Sender) -> list[str]:
    """Every number that was told stands there once, and nothing else does."""
    shown = [p["receipt"] for line in (await sender.papers())["lines"] for p in line["papers"]]
    lost = set(sender.told.values()) - set(shown)
    found = [f"{sender.person.name}: {receipt} is lost" for receipt in lost]
    if len(shown) != len(set(shown)) or len(shown) > len(sender.told):
        found.append(f"{sender.person.name}: told {len(sender.told)}, kept {len(shown)}")
    return found


async def _orphans(folder: Path) -> list[str]:
    """After a sweep, bytes and rows stand for each other one by one."""
    values = {"PANDU_DATA_DIR": str(folder), "PANDU_NOW": LATER}
    settings = load(values)
    store = Store(settings.database_url, MasterKey(settings.master_key), lambda: 1)
    assert settings.now is not None
    await store.documents(Blobs(settings.blob_url)).sweep(settings.now)
    await store.close()
    rows = await asyncio.to_thread(_rows, settings.database_url)
    bytes_ = await asyncio.to_thread(_folders, folder / "documents")
    live = {blob for blob, state in rows if state in LIVE}
    left = [f"a row is {state}" for _, state in rows if state not in {*LIVE, "gone"}]
    return [
        *left,
        *(f"{blob}: bytes without a row" for blob in bytes_ - live),
        *(f"{blob}: a row without bytes" for blob in live - bytes_),
    ]


def _rows(url: str) -> list[tuple[str, str]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT blob, state FROM documents")).all()
        parts = connection.execute(text("SELECT count(*) FROM upload_parts")).scalar_one()
    engine.dispose()
    return [*((row.blob, row.state) for row in found), *([("", "parts left")] if parts else [])]


def _folders(documents: Path) -> set[str]:
    return {path.parent.name for path in documents.rglob("original")}
