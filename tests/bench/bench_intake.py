"""How long people wait for the number of a file, and for the chat, while fifty files are queued."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter

import aiohttp

from tests.faults.intake import Sender
from tests.faults.person import Person
from tests.faults.server import Server
from tests.inspection import make_files as make

PEOPLE, FILES_EACH, TURNS, READ = 5, 10, 100, 6


async def bench_chat_and_receipts_while_files_are_queued(tmp_path: Path) -> None:
    server = Server(tmp_path, PANDU_WEB_LIMITS="off")
    await asyncio.to_thread(server.start)
    senders = [_sender(server.url, number) for number in range(PEOPLE + 1)]
    try:
        for sender in senders:
            await sender.come()
        *uploading, chatting = senders
        data = [make.jpeg(make.page(ink=20 + number)) for number in range(FILES_EACH)]
        receipts = asyncio.gather(*(_send_all(sender, data) for sender in uploading))
        chat = await _chat(chatting)
        received = sorted(wait for each in await receipts for wait in each)
        queued = await _queued(uploading)
        reading, left = await _chat_while_read(chatting, uploading)
    finally:
        for sender in senders:
            await sender.person.http.close()
        await asyncio.to_thread(server.stop)
    print(f"\n{len(received)} files: number after {_ms(received, 0.5)}, p99 {_ms(received, 0.99)}")
    print(f"{len(chat)} turns of the chat meanwhile: {_ms(chat, 0.5)}, p99 {_ms(chat, 0.99)}")
    print(f"{queued} files were queued then; {queued - left} of them read during the next")
    print(f"{len(reading)} turns of the chat: {_ms(reading, 0.5)}, p99 {_ms(reading, 0.99)}")


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


async def _chat_while_read(
    chatting: Sender, uploading: Sequence[Sender]
) -> tuple[list[float], int]:
    """Waits in the chat until some pictures were read, and how many files are left then."""
    before, waits = await _queued(uploading), list[float]()
    while (left := await _queued(uploading)) > max(0, before - READ):
        waits += await _chat(chatting)
    return sorted(waits), left


async def _queued(uploading: Sequence[Sender]) -> int:
    lists = [await sender.papers() for sender in uploading]
    papers = [paper for each in lists for line in each["lines"] for paper in line["papers"]]
    return sum(paper["state"] == "waiting" for paper in papers)


def _ms(waits: list[float], share: float) -> str:
    return f"{waits[min(len(waits) - 1, int(len(waits) * share))] * 1000:.0f} ms"
