"""Runs the app of one role until it is told to stop."""

import argparse
import sys
from collections.abc import Sequence
from socket import SocketType

import uvicorn

from bot import settings
from bot.app import Role, build_app
from bot.console.demo import demo_links
from bot.logs import set_up_logs
from bot.straight import Straight
from conversations.posting.faults import PostingError


def serve(role: Role, *, demo: bool = False) -> int:
    """The exit code: 2 where a setting or the posting is wrong, which is said line by line."""
    try:
        chosen = settings.load(demo=demo)
        set_up_logs(chosen.log_level, chosen.log_format)
        _fits(role, chosen)
        app = build_app(chosen, role)
    except (settings.SettingsError, PostingError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    config = uvicorn.Config(
        app,
        http=Straight,
        host=chosen.host,
        port=chosen.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    Announcing(config, chosen, role, demo=demo).run()
    return 0


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """For commands that have none."""


def _fits(role: Role, chosen: settings.Settings) -> None:
    if role != "serve" and chosen.database_url.startswith("sqlite"):
        message = f"PANDU_DATABASE_URL: pandu {role} needs PostgreSQL; pandu serve does not"
        raise settings.SettingsError(message)


class Announcing(uvicorn.Server):
    """Says where to chat once it listens; in a demonstration on this machine alone also how to try
    the console, with no account.
    """

    def __init__(
        self, config: uvicorn.Config, chosen: settings.Settings, role: Role, *, demo: bool
    ) -> None:
        super().__init__(config)
        self._chosen, self._role = chosen, role
        self._demo = demo and chosen.now is not None and chosen.host in settings.LOOPBACK

    def _log_started_message(self, listeners: Sequence[SocketType]) -> None:
        port = listeners[0].getsockname()[1] if listeners else self._chosen.port
        url = self._chosen.public_url.replace(":0", f":{port}")
        where = f"Alive at {url}/healthz" if self._role == "worker" else f"Chat at {url}/"
        links = demo_links(self._chosen, url) if self._demo else {}
        told = "".join(f"Console, as {name}: {link}\n" for name, link in links.items())
        sys.stdout.write(f"Pandu is ready. {where}\n{told}")
        sys.stdout.flush()
