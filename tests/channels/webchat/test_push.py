import asyncio

import pytest

from bot.channels.webchat.push import PAGES_OF_ONE, Bell, stream


async def listening(bell: Bell, visitor: str) -> "asyncio.Task[str | None]":
    """Waits for the next look of one open page."""
    looks = bell.looks(visitor)

    async def first() -> str | None:
        event = await anext(looks)
        await looks.aclose()
        return str(event.data) if event.event == "look" else None

    task = asyncio.create_task(first())
    await asyncio.sleep(0)
    return task


async def test_a_ring_reaches_every_page_of_one_visitor_alone() -> None:
    bell = Bell()
    mine = [await listening(bell, "rina") for _ in range(2)]
    other = await listening(bell, "bagus")
    bell.ring("rina", 7)
    assert await asyncio.gather(*mine) == ["7", "7"]
    assert not other.done()
    bell.ring("bagus")
    assert await other == "0"


async def test_rings_that_nobody_took_become_one_that_says_anything() -> None:
    bell = Bell()
    page = await listening(bell, "rina")
    bell.ring("rina", 7)
    bell.ring("rina", 8)
    assert await page == "0"


async def test_a_closed_page_is_forgotten() -> None:
    bell = Bell()
    page = await listening(bell, "rina")
    assert bell.listeners("rina") == 1
    page.cancel()
    await asyncio.gather(page, return_exceptions=True)
    bell.ring("rina", 3)
    assert bell.listeners("rina") == 0


def test_a_ring_without_pages_is_harmless() -> None:
    bell = Bell()
    bell.ring("rina")
    assert bell.listeners("rina") == 0


async def test_a_browser_keeps_lines_free_for_talking() -> None:
    bell = Bell()
    pages = [await listening(bell, "rina") for _ in range(PAGES_OF_ONE)]
    assert stream(bell, "rina").status_code == 204
    assert stream(bell, "bagus").status_code == 200
    for page in pages:
        page.cancel()
    await asyncio.gather(*pages, return_exceptions=True)


@pytest.mark.parametrize("header", ["content-type", "cache-control"])
async def test_a_stream_says_what_it_is(header: str) -> None:
    headers = stream(Bell(), "rina").headers
    assert {"content-type": "text/event-stream", "cache-control": "no-store"}[header] in headers[
        header
    ]
