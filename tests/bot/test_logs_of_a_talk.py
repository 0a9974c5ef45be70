"""A talk with the whole program leaves nothing in its log that somebody said, nor the token."""

from datetime import datetime
from pathlib import Path

import pytest

from conversations.dialog.event import Inbound, Typed
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.store import Committed
from tests.bot.conftest import Written
from tests.channels.telegram.conftest import telegram
from tests.running.program import running
from tests.telegram_server import TOKEN, Fault, TelegramServer

NIK = "3276011405900002"
WORDS = f"saya Sulastri dari Kampung Kenari, NIK {NIK}"


@pytest.fixture(autouse=True)
def _poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler that fails with what was said in its error."""

    async def received(event: Inbound, parts: Parts, now: datetime) -> Committed:
        if isinstance(event.said, Typed) and event.said.text == WORDS:
            raise ValueError(event.said.text)
        return await message_received(event, parts, now)

    monkeypatch.setattr("bot.channels.telegram.hear.message_received", received)


@pytest.mark.parametrize("mode", ["webhook", "polling"])
async def test_nothing_that_was_said_is_in_the_log(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr("bot.channels.telegram.polling.RETRY", 0.01)
    async with (
        TelegramServer(webhook_pace=0.01) as server,
        running(tmp_path, **telegram(server, mode)),
    ):
        person = server.person("Sulastri Kenari")
        person.says("/start")
        await person.sees(lambda seen: "setuju data" in seen.text)
        server.faults.add(Fault("reset", method="sendMessage"))
        person.says(WORDS)
        person.says("ringkasan")
        await person.sees(lambda seen: seen.kind == "sent")
    said = written()
    assert "ValueError" in said
    for canary in (NIK, "Sulastri", "Kenari", "ringkasan", TOKEN, TOKEN.split(":")[1]):
        assert canary not in said
