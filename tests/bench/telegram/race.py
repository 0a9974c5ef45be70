"""The race: start every contender on one core, let people play on the other, slice by slice."""

import asyncio
import os
import socket
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.bench.telegram import meter
from tests.bench.telegram.contender import Contender, Place
from tests.bench.telegram.cores import LOAD_CORES, SERVER_CORE, calibrate, mean, pinned
from tests.bench.telegram.crowd import Crowd, Pace
from tests.bench.telegram.link import Link
from tests.bench.telegram.score import Score, Slice, settle
from tests.bench.telegram.sink import Sink

TOKEN = "123456:bench-token-of-no-bot"
SECRET = "bench-secret"
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard: seconds of a slice, slices, people at once, their pace.

    With `talks`, each place plays so many talks in a slice, however long that takes.
    """

    seconds: float = 5.0
    rounds: int = 3
    people: int = 32
    pace: Pace = field(default_factory=Pace)
    warm_seconds: float = 2.0
    talks: int = 0


@dataclass(slots=True)
class Runner:
    """One started contender with its people."""

    contender: Contender
    roots: list[int]
    crowd: Crowd
    slices: list[Slice] = field(default_factory=list)

    async def warm(self, seconds: float) -> None:
        """Play without counting."""
        await self.crowd.play(self.contender.talk, seconds)
        self.crowd.score = Score()

    async def run(self, plan: Plan) -> None:
        """Play one slice between two calibrations of the core."""
        before, speed = meter.read(self.roots), calibrate()
        clock = await self.crowd.play(self.contender.talk, plan.seconds, plan.talks)
        after = meter.read(self.roots)
        both = mean([speed, calibrate()])
        self.slices.append(Slice(clock, after.cpu - before.cpu, after.resident, both))


async def race(
    contenders: Sequence[Contender], plan: Plan, folder: Path, tell: Callable[[str], None]
) -> dict[str, Score]:
    """Return the score of each contender by name; all take turns, so all meet the same swings."""
    async with AsyncExitStack() as stack:
        stack.enter_context(pinned(LOAD_CORES))
        runners = []
        for contender in contenders:
            tell(f"starting {contender.name}")
            runners.append(await stack.enter_async_context(started(contender, plan, folder)))
        for runner in runners:
            await runner.warm(plan.warm_seconds)
        for number in range(plan.rounds):
            for runner in runners:
                tell(f"round {number + 1} of {plan.rounds}: {runner.contender.name}")
                await runner.run(plan)
    return _settled(runners)


def _settled(runners: list[Runner]) -> dict[str, Score]:
    middle = mean([part.speed for runner in runners for part in runner.slices])
    for runner in runners:
        settle(runner.crowd.score, runner.slices, middle)
    return {runner.contender.name: runner.crowd.score for runner in runners}


@asynccontextmanager
async def started(contender: Contender, plan: Plan, folder: Path) -> AsyncIterator[Runner]:
    """Start a contender, its service and its Bot API; stop all of them afterwards."""
    ears: list[Crowd] = []
    sink = Sink(lambda asked, number: ears[0].hear(asked, number) if ears else None)
    server, api_port = await sink.listen()
    async with server, AsyncExitStack() as stack:
        own = folder / f"contender-{api_port}"
        own.mkdir()
        place = Place(free_port(), f"http://127.0.0.1:{api_port}", TOKEN, SECRET, own)
        with pinned(LOAD_CORES if contender.beside else SERVER_CORE):
            service = stack.enter_context(contender.service(own))
        with pinned(SERVER_CORE):
            process = start(contender, replace(place, service=service.address if service else ""))
        stack.push_async_callback(stop, process)
        await until_ready(process, place.port, contender.ready)
        await until_alone(process.pid)
        crowd = Crowd(lambda: Link(place.port, contender.path, SECRET), plan.people, plan.pace)
        stack.callback(crowd.close)
        ears.append(crowd)
        yield Runner(contender, [process.pid, *([service.pid] if service else [])], crowd)


async def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process in its own way, and wait for it."""
    process.terminate()
    await asyncio.to_thread(process.wait)


def start(contender: Contender, place: Place) -> "subprocess.Popen[bytes]":
    """Start the contender's process in its folder's environment."""
    environment = {**os.environ, **contender.environment(place)}
    log = (place.folder / "log.txt").open("wb")
    with log:
        return subprocess.Popen(
            contender.command(place), env=environment, stdout=log, stderr=subprocess.STDOUT
        )


async def until_ready(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    """Ask until the server answers 200; RuntimeError where it ended instead."""
    async with asyncio.timeout(START_SECONDS):
        while not await _answers(port, path):
            if process.poll() is not None:
                message = f"the process ended with {process.returncode}: {process.args!r}"
                raise RuntimeError(message)
            await asyncio.sleep(0.1)


async def until_alone(pid: int) -> None:
    """Wait for what the process starts to be told once and then ends: it is no part of a turn."""
    async with asyncio.timeout(START_SECONDS):
        await asyncio.sleep(1.0)
        while meter.children(pid):  # noqa: ASYNC110 - nothing tells of the end of a process's child
            await asyncio.sleep(0.1)


async def _answers(port: int, path: str) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    line = await reader.readline()
    writer.close()
    return b" 200 " in line


def free_port() -> int:
    """Return a port that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
