"""What a call to the Bot API costs: the least client against aiohttp's, over the loopback."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from statistics import median
from time import process_time

import aiohttp
import uvloop

from bot.delivery.wire import Wire
from tests.bench.telegram.sink import Sink

CALLS, AT_ONCE, PAIRS = 4_000, 32, 7
PATH = "/bot123:TOKEN/sendMessage"
BODY = json.dumps(
    {
        "chat_id": "700100200",
        "text": "Di mana domisili Bapak/Ibu sesuai KTP? " * 4,
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": [[{"text": "Belum tahu", "callback_data": "q:a::1"}]]},
    }
).encode()
HEADERS = {"Content-Type": "application/json"}
Call = Callable[[], Awaitable[bytes]]


async def cost(call: Call) -> float:
    """CPU seconds of one call, with the server's own part in it."""
    left = iter(range(CALLS))

    async def some() -> None:
        for _ in left:
            assert await call()

    began = process_time()
    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return (process_time() - began) / CALLS


async def compared() -> list[tuple[float, float]]:
    """Pairs in turn: the least client, and aiohttp's."""
    server, port = await Sink(lambda _asked, _number: None).listen()
    base = f"http://127.0.0.1:{port}"
    wire = Wire(base, 7.0, AT_ONCE)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as http:

        async def general() -> bytes:
            async with http.post(base + PATH, data=BODY, headers=HEADERS) as reply:
                return await reply.read()

        async def least() -> bytes:
            return await wire.post(PATH, BODY)

        for call in (least, general):
            await cost(call)
        pairs = [(await cost(least), await cost(general)) for _ in range(PAIRS)]
    wire.close()
    server.close()
    return pairs


def bench_a_call() -> None:
    pairs = uvloop.run(compared())
    least, general = (median(pair[at] for pair in pairs) * 1e6 for at in (0, 1))
    print(f"\na call, {AT_ONCE} at once, CPU with the server's part")
    print(f"{'the least client':44} {least:9.1f} µs")
    print(f"{'aiohttp':44} {general:9.1f} µs   x {general / least:.2f}")
