"""Run the server as its own process: `python -m tests.telegram_server --port 0`."""

import argparse
import asyncio
import signal
import sys

from tests.telegram_server.server import TOKEN, TelegramServer


async def serve(port: int, token: str, pace: float) -> None:
    """Print the port, then serve until told to end."""
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wish, over.set)
    async with TelegramServer(token, port=port, webhook_pace=pace) as server:
        sys.stdout.write(f"{server.port}\n")
        sys.stdout.flush()
        await over.wait()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="tests.telegram_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--webhook-pace", type=float, default=1.0)
    found = parser.parse_args()
    asyncio.run(serve(found.port, found.token, found.webhook_pace))


if __name__ == "__main__":
    main()
