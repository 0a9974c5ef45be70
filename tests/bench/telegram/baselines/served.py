"""What a baseline is told on its command line, and how it listens."""

import argparse
from dataclasses import dataclass

from aiohttp import web

PATH = "/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True)
class Wiring:
    """Where to listen, where the Bot API is, and what the webhook's secret is."""

    port: int
    api: str
    token: str
    secret: str
    option: str


def read_wiring() -> Wiring:
    """Read the command line of a baseline."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    for name in ("api", "token", "secret"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--option", default="")
    return Wiring(**vars(parser.parse_args()))


async def alive(_request: web.Request) -> web.Response:
    """Tell that the server is up."""
    return web.Response()


def listen(app: web.Application, port: int) -> None:
    """Serve an application on loopback until the process is ended."""
    app.router.add_get("/healthz", alive)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)
