"""Pandu as a process of its own, and a real browser in front of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.applicant import Applicant
from tests.faults.server import Server

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
# In milliseconds: how long a busy machine may take, never how long a person should wait.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
Opens = Callable[..., Applicant]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demonstration without limits, for all tests of a file."""
    running = Server(tmp_path_factory.mktemp("data"), PANDU_WEB_LIMITS="off")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """One that a test may kill, or whose clock it may move."""
    running = Server(tmp_path / "data", PANDU_WEB_LIMITS="off")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one file: a loop of Playwright's must not be open while tests of others run theirs."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers of different people; whatever goes wrong in a page fails the test."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def make(**wish: Any) -> BrowserContext:  # noqa: ANN401 - as Playwright takes them
        context = browser.new_context(**{"locale": "id-ID", "viewport": PHONE, **wish})
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert faults == []


@pytest.fixture
def opens(contexts: Callable[..., BrowserContext], server: Server) -> Opens:
    """Somebody new opens the page: `opens(viewport=..., color_scheme=...)`."""

    def make(**wish: Any) -> Applicant:  # noqa: ANN401 - as Playwright takes them
        return comes(contexts(**wish).new_page(), server.url)

    return make


def comes(page: Page, url: str) -> Applicant:
    """Opens the page and waits for the greeting."""
    page.goto(url)
    applicant = Applicant(page)
    applicant.sees("Apakah Bapak/Ibu setuju")
    return applicant
