"""The process that serves by webhook never holds aiogram: another one tells Telegram, and ends."""

import asyncio
from pathlib import Path

from tests.channels.telegram.conftest import SECRET
from tests.faults.server import Server
from tests.telegram_server import TOKEN, TelegramServer

PYDANTIC = "pydantic_core"


def mapped(pid: int) -> str:
    """The files of which a process has code in its memory."""
    return Path(f"/proc/{pid}/maps").read_text()


async def test_telegram_is_told_and_served_without_it(
    server: TelegramServer, tmp_path: Path
) -> None:
    pandu = Server(
        tmp_path,
        "serve",
        PANDU_NOW="2025-12-18T08:00+07:00",
        PANDU_TELEGRAM_TOKEN=TOKEN,
        PANDU_TELEGRAM_API_URL=server.url,
        PANDU_TELEGRAM_WEBHOOK_SECRET=SECRET,
        PANDU_TELEGRAM_MODE="webhook",
    )
    await asyncio.to_thread(pandu.start)
    try:
        await server.ledger.until(
            lambda: [c for c in server.ledger.calls if c.method == "setmyshortdescription"][1:]
        )
        rina = server.person("Rina")
        rina.says("/start")
        await rina.sees(lambda seen: "setuju data" in seen.text)
        maps = mapped(pandu.pid)
    finally:
        await asyncio.to_thread(pandu.stop)
    assert "httptools" in maps
    assert PYDANTIC not in maps
