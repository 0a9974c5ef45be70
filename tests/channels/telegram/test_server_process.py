"""The test server as a process of its own, steered over HTTP."""

import asyncio
import base64
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.telegram_server import TOKEN

Json = dict[str, Any]


@pytest.fixture
async def base() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "tests.telegram_server", "--port", "0"],
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    yield f"http://127.0.0.1:{int(await process.stdout.readline())}"
    process.terminate()
    await process.communicate()


async def test_people_act_and_the_ledger_is_read(base: str) -> None:
    async with aiohttp.ClientSession(base) as http:

        async def post(path: str, **values: object) -> Any:  # noqa: ANN401  (JSON of any shape)
            async with http.post(path, json=values) as reply:
                return await reply.json()

        budi = (await post("/control/person", name="Budi"))["id"]
        await post("/control/act", person=budi, act="says", values={"text": "/start"})
        file = {"name": "a.pdf", "data": base64.b64encode(b"%PDF").decode()}
        sent = await post("/control/act", person=budi, act="sends_document", values=file)
        assert sent["document"]["file_size"] == 4

        updates = (await post(f"/bot{TOKEN}/getUpdates"))["result"]
        assert [update["message"].get("text") for update in updates] == ["/start", None]
        await post("/control/pause", seconds=60)
        refused = await post(f"/bot{TOKEN}/sendMessage", chat_id=budi, text="Halo")
        assert refused["error_code"] == 429
        await http.delete("/control/faults")
        await post("/control/faults", kind="server_error", method="sendMessage")
        assert (await post(f"/bot{TOKEN}/sendMessage", chat_id=budi, text="x"))["error_code"] == 500
        await post(f"/bot{TOKEN}/sendMessage", chat_id=budi, text="Halo")
        async with http.get("/control/ledger?after=0&wait=5") as reply:
            ledger: list[Json] = await reply.json()
    assert [(entry["kind"], entry["message"]["text"]) for entry in ledger] == [("sent", "Halo")]
