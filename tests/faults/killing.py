"""Kills the server again and again under chatting people, and compares what they were told with
what is stored.
"""

import asyncio
import random
from pathlib import Path
from typing import Any

import aiohttp
from msgspec import Struct

from tests.faults.person import Person
from tests.faults.server import Server


class Outcome(Struct, frozen=True):
    """`wrong` says everything that must not be; the rest is counted."""

    kills: int
    events: int
    repeats: int
    wrong: list[str]


async def kill_under_load(folder: Path, people: int, kills: int, seed: int) -> Outcome:
    """`people` chat without a pause while the server is killed `kills` times at random moments."""
    chance = random.Random(seed)
    server = Server(folder, PANDU_WEB_LIMITS="off")
    await asyncio.to_thread(server.start)
    over, acknowledged = asyncio.Event(), asyncio.Semaphore(0)
    crowd = [
        _person(server.url, chance.randrange(2**32), number, acknowledged)
        for number in range(people)
    ]
    talks = [asyncio.create_task(_chat(person, over)) for person in crowd]
    try:
        for _ in range(kills):
            for _ in range(chance.randint(1, people * 4)):
                await acknowledged.acquire()
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
        over.set()
        await asyncio.gather(*talks)
        wrong = [fault for person in crowd for fault in await _faults(person)]
    finally:
        await _clear_up(talks, crowd, server)
    counted = (sum(p.sent for p in crowd), sum(p.repeats for p in crowd))
    return Outcome(kills, *counted, wrong)


async def _clear_up(talks: list[asyncio.Task[None]], crowd: list[Person], server: Server) -> None:
    for talk in talks:
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
    for person in crowd:
        await person.http.close()
    await asyncio.to_thread(server.stop)


def _person(url: str, seed: int, number: int, acknowledged: asyncio.Semaphore) -> Person:
    http = aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(5)
    )
    return Person(http, url, random.Random(seed), f"person{number:03}", acknowledged)


async def _chat(person: Person, over: asyncio.Event) -> None:
    await person.arrive()
    while not over.is_set():
        await person.act()


async def _faults(person: Person) -> list[str]:
    stored = await person.history()
    found = []
    if [entry["seq"] for entry in stored] != list(range(1, len(stored) + 1)):
        found.append(f"{person.name}: numbers of the talk have gaps or repeats")
    if _shown(stored) != _shown(person.entries):
        found.append(f"{person.name}: the page showed something else than what is stored")
    return found


def _shown(entries: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(e["seq"], e["from"], e.get("text"), e.get("message")) for e in entries]
