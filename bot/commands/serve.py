"""`pandu serve`: everything in one process."""

import argparse
import sys

import uvicorn

from bot import settings
from bot.app import build_app
from bot.logs import set_up_logs
from conversations.posting.reader import PostingError


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="live in the days of the posting")


def run(args: argparse.Namespace) -> int:
    try:
        chosen = settings.load(demo=args.demo)
        set_up_logs(chosen.log_level, chosen.log_format)
        app = build_app(chosen)
    except (settings.SettingsError, PostingError) as error:
        print(error, file=sys.stderr)
        return 2
    config = uvicorn.Config(
        app,
        host=chosen.host,
        port=chosen.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    _Announcing(config, chosen).run()
    return 0


class _Announcing(uvicorn.Server):
    """Says where to chat once it listens."""

    def __init__(self, config: uvicorn.Config, chosen: settings.Settings) -> None:
        super().__init__(config)
        self._chosen = chosen

    def _log_started_message(self, listeners: list[object]) -> None:
        port = listeners[0].getsockname()[1] if listeners else self._chosen.port  # type: ignore[attr-defined]
        url = self._chosen.public_url.replace(":0", f":{port}")
        print(f"Pandu is ready. Chat at {url}/", flush=True)
