"""Polling goes on past whatever an update holds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.telegram.conftest import telegram
from tests.running.program import Running, running
from tests.telegram_server import TelegramServer


@pytest.fixture
async def polling(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, **telegram(server, "polling")) as program:
        yield program


@pytest.mark.parametrize(
    "odd",
    [
        {"dice": {"emoji": "a", "value": "many"}},
        {"text": 7},
        {"voice": "no object"},
        {"text": "x", "entities": [{"type": 1}]},
    ],
    ids=["a number in words", "text that is none", "no object", "entities"],
)
async def test_an_update_of_an_unknown_shape_holds_nobody(
    polling: Running, server: TelegramServer, odd: dict[str, object]
) -> None:
    budi, ani = server.person("Budi"), server.person("Ani")
    budi.sends(odd)
    ani.says("/start")
    await ani.sees(lambda seen: "setuju data" in seen.text)
    budi.says("/start")
    await budi.sees(lambda seen: "setuju data" in seen.text)
