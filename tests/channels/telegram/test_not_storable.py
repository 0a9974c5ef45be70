"""A turn that no database takes is set aside like any other poison, on both databases."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from conversations.dialog.event import Inbound, Typed
from storage.rows import inbox_row
from storage.schema import quarantine
from tests.channels.telegram.conftest import telegram
from tests.channels.telegram.test_delivery import greeted
from tests.running.program import running
from tests.telegram_server import TelegramServer

LARGER_THAN_ANY_COLUMN = 2**70
KEY = "A" * 43


def spoil(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a row of the word "racun" that can never be stored."""

    def spoiled(*row: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on as it came
        inbound = next(each for each in row if isinstance(each, Inbound))
        poison = isinstance(inbound.said, Typed) and inbound.said.text == "racun"
        return inbox_row(*row) | ({"seq": LARGER_THAN_ANY_COLUMN} if poison else {})

    monkeypatch.setattr("storage.store.inbox_row", spoiled)


async def test_after_three_tries_the_next_person_and_the_next_word_are_served(
    server: TelegramServer, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    settings = {"DATABASE_URL": database_url, "MASTER_KEY": KEY, **telegram(server, "webhook")}
    async with running(tmp_path, **settings):
        budi, ani = server.person("Budi"), server.person("Ani")
        await greeted(budi)
        budi.says("racun")
        await greeted(ani)
        budi.says("ringkasan")
        await budi.sees(lambda seen: seen.kind == "sent")
    engine = create_engine(database_url)
    with engine.connect() as connection:
        aside = [(row.tries, row.reason) for row in connection.execute(select(quarantine))]
    engine.dispose()
    assert aside == [(3, "NotStorableError")]
