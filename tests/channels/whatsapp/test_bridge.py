"""The same talk through a Solution Provider: another key, other addresses, another proof."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.files import Files
from bot.channels.whatsapp.provider import Provider
from tests.channels.whatsapp.conftest import whatsapp
from tests.channels.whatsapp.test_talk import consented
from tests.running.program import running
from tests.whatsapp_server import SECRET, TOKEN, WhatsappServer


@pytest.fixture
async def bridge() -> AsyncIterator[WhatsappServer]:
    async with WhatsappServer("360dialog") as started:
        yield started


async def test_a_talk_over_the_bridge(bridge: WhatsappServer, tmp_path: Path) -> None:
    variables = whatsapp(bridge)
    del variables["WHATSAPP_PHONE_ID"], variables["WHATSAPP_VERIFY_TOKEN"]
    async with running(tmp_path, **variables) as program:
        bridge.webhook = f"{program.url}/webhooks/whatsapp"
        rina = bridge.person("Rina")
        await consented(rina)
        async with aiohttp.ClientSession() as http:
            for given in ("", "Bearer wrong", f"Basic {SECRET}"):
                headers = {"Authorization": given}
                async with http.post(bridge.webhook, data=b"{}", headers=headers) as reply:
                    assert (reply.status, await reply.read()) == (401, b"")
            asked = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": ""}
            async with http.get(bridge.webhook, params=asked) as reply:
                assert reply.status == 403


async def test_files_over_the_bridge(bridge: WhatsappServer) -> None:
    api = Api(Provider("360dialog", bridge.url, TOKEN, "", SECRET))
    media = bridge.keep(b"%PDF", "application/pdf")
    assert await Files(api, 1000).fetch(media) == b"%PDF"
    await api.close()
