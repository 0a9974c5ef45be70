"""Pandu as it runs in production, but in the test's event loop, so that tests can wait on it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from bot.app import build_app
from bot.settings import load
from bot.straight import Straight

DAY = "2025-12-18T08:00+07:00"


class Running:
    """`url` without a slash at its end."""

    def __init__(self, app: Starlette, url: str) -> None:
        self.app, self.url = app, url


@asynccontextmanager
async def running(folder: Path, **variables: str) -> AsyncIterator[Running]:
    """Serves until the block ends; `variables` are settings without their prefix."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    values = {
        "PANDU_DATA_DIR": str(folder),
        "PANDU_PUBLIC_URL": url,
        "PANDU_NOW": DAY,
        "PANDU_WEB_LIMITS": "off",
        **{f"PANDU_{name}": value for name, value in variables.items()},
    }
    app = build_app(load(values))
    config = uvicorn.Config(app, http=Straight, log_config=None, access_log=False, lifespan="on")
    server = _Quiet(config)
    task = asyncio.create_task(server.serve([listener]))
    await server.up.wait()
    yield Running(app, url)
    server.should_exit = True
    await task
    listener.close()


class _Quiet(uvicorn.Server):
    """Says when it is up, and leaves the signals of the test run alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    def install_signal_handlers(self) -> None:
        """None."""
