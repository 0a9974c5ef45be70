"""Pandu on WhatsApp: the program and the test Cloud API server in one loop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.running.program import Running, running
from tests.whatsapp_server import NUMBER, SECRET, TOKEN, WhatsappServer

VERIFY = "a-verify-token"


@pytest.fixture
async def server() -> AsyncIterator[WhatsappServer]:
    async with WhatsappServer() as started:
        yield started


@pytest.fixture
async def pandu(server: WhatsappServer, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, **whatsapp(server)) as program:
        server.webhook = f"{program.url}/webhooks/whatsapp"
        yield program


def whatsapp(server: WhatsappServer) -> dict[str, str]:
    """The settings for this server."""
    return {
        "WHATSAPP_TOKEN": TOKEN,
        "WHATSAPP_PHONE_ID": NUMBER,
        "WHATSAPP_NUMBER": "6281234567890",
        "WHATSAPP_APP_SECRET": SECRET,
        "WHATSAPP_VERIFY_TOKEN": VERIFY,
        "WHATSAPP_API_URL": server.url,
        "WHATSAPP_PROVIDER": server.provider,
    }
