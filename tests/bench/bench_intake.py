"""How long people wait for the number of a file, and for the chat, while fifty files are queued."""

import asyncio
from io import BytesIO
from pathlib import Path
from random import Random
from time import perf_counter

import aiohttp
from PIL import Image

from tests.faults.intake import Sender
from tests.faults.person import Person
from tests.faults.server import Server

PEOPLE, FILES_EACH, TURNS = 5, 10, 100


async def bench_chat_and_receipts_while_files_are_queued(tmp_path: Path) -> None:
    server = Server(tmp_path, PANDU_WEB_LIMITS="off")
    await asyncio.to_thread(server.start)
    senders = [_sender(server.url, number) for number in range(PEOPLE + 1)]
    try:
        for sender in senders:
            await sender.come()
        *uploading, chatting = senders
        data = [_picture() for _ in range(FILES_EACH)]
        receipts = asyncio.gather(*(_send_all(sender, data) for sender in uploading))
        chat = await _chat(chatting)
        received = sorted(wait for each in await receipts for wait in each)
        waiting = [await sender.papers() for sender in uploading]
    finally:
        for sender in senders:
            await sender.person.http.close()
        await asyncio.to_thread(server.stop)
    papers = [p for each in waiting for line in each["lines"] for p in line["papers"]]
    queued = sum(paper["state"] == "waiting" for paper in papers)
    print(f"\n{len(received)} files: number after {_ms(received, 0.5)}, p99 {_ms(received, 0.99)}")
    print(f"{len(chat)} turns of the chat meanwhile: {_ms(chat, 0.5)}, p99 {_ms(chat, 0.99)}")
    print(f"{queued} files were still queued at the end")


def _sender(url: str, number: int) -> Sender:
    http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    person = Person(http, url, Random(number), f"bench{number}", asyncio.Semaphore(0))
    return Sender(person)


async def _send_all(sender: Sender, files: list[bytes]) -> list[float]:
    """Seconds from the last byte to the number, in one part each."""
    waits = []
    for number, data in enumerate(files):
        begun = {"name": f"IMG_{number}.jpg", "size": len(data)}
        _, told = await sender.ask("POST", f"{sender.page}/files", json=begun)
        start = perf_counter()
        headers = {"upload-offset": "0"}
        await sender.ask("PUT", f"{sender.page}/files/{told['id']}", data=data, headers=headers)
        waits.append(perf_counter() - start)
    return waits


async def _chat(sender: Sender) -> list[float]:
    waits = []
    for _ in range(TURNS):
        start = perf_counter()
        await sender.person.say({"type": "typed", "text": "bantuan"})
        waits.append(perf_counter() - start)
    return sorted(waits)


def _picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((1400, 1400), 60).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def _ms(waits: list[float], share: float) -> str:
    return f"{waits[min(len(waits) - 1, int(len(waits) * share))] * 1000:.0f} ms"
