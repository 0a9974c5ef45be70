"""Pandu on Telegram: the program and the test Bot API server in one loop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.set_up import set_up
from tests.running.program import Running, running
from tests.telegram_server import TOKEN, TelegramServer

SECRET = "a-webhook-secret"


@pytest.fixture(autouse=True)
def _told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each test would cost more than the tests."""
    monkeypatch.setattr("bot.channels.telegram.channel.set_up_apart", set_up)


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(webhook_pace=0.01) as started:
        yield started


@pytest.fixture(params=["webhook", "polling"])
async def pandu(
    request: pytest.FixtureRequest, server: TelegramServer, tmp_path: Path
) -> AsyncIterator[Running]:
    async with running(tmp_path, **telegram(server, request.param)) as program:
        yield program


@pytest.fixture
async def webhook(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, **telegram(server, "webhook")) as program:
        yield program


def telegram(server: TelegramServer, mode: str) -> dict[str, str]:
    """The settings for this server."""
    return {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_MODE": mode,
    }
