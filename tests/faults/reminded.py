"""Kills the server over one due moment after the other, and counts what everybody was told."""

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from conversations.schedule.times import timetable
from tests.conversations.dialog.talk import edition
from tests.faults.person import Person
from tests.faults.server import Server

DUE = {
    timed.occasion.name: timed.due
    for timed in timetable(edition().posting)
    if timed.occasion.tells != "opening"
}
BEFORE = timedelta(milliseconds=200)


async def kill_over_due_moments(
    folder: Path, people: int, names: list[str], seed: int
) -> list[str]:
    """Everything that somebody was not told once."""
    chance = random.Random(seed)
    server = Server(folder, PANDU_WEB_LIMITS="off")
    await asyncio.to_thread(server.start)
    crowd = [_person(server.url, number) for number in range(people)]
    try:
        for person in crowd:
            await _agrees(person)
        for name in names:
            await _over(server, crowd[0], DUE[name], chance.random() * 0.6)
            for person in crowd:
                await _until_told(person, name)
        return [fault for person in crowd for fault in await _faults(person, names)]
    finally:
        for person in crowd:
            await person.http.close()
        await asyncio.to_thread(server.stop)


async def _over(server: Server, anybody: Person, due: datetime, wait: float) -> None:
    """Shortly before `due` by the demo's clock; dead `wait` seconds later, and back."""
    to = {"to": (due - BEFORE).isoformat()}
    async with anybody.http.post(f"{server.url}/demo/clock", json=to) as moved:
        assert moved.status == 200, await moved.text()
    await asyncio.sleep(wait)  # a kill at any point around the moment
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)


def _person(url: str, number: int) -> Person:
    http = aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(10)
    )
    return Person(http, url, random.Random(number), f"told{number:04}", asyncio.Semaphore(0))


async def _agrees(person: Person) -> None:
    await person.arrive()
    for label in ("Setuju", "Sudah saya baca"):
        choices = [c for e in person.entries for c in e.get("message", {}).get("choices", ())]
        token = next(choice["token"] for choice in choices if choice["label"] == label)
        await person.say({"type": "pressed", "token": token})


async def _until_told(person: Person, name: str) -> None:
    while name not in _keys(await person.history()):  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(0.05)


def _keys(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["message"]["key"] for entry in entries if "message" in entry]


async def _faults(person: Person, names: list[str]) -> list[str]:
    told = Counter(_keys(await person.history()))
    return [f"{person.name}: {name} {told[name]} times" for name in names if told[name] != 1]
