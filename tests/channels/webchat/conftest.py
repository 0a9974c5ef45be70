"""The whole program with a fresh database, in its demonstration days, spoken to over ASGI."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.channels.webchat.webchat import Webchat

HERE = "http://testserver"


class Visitor:
    """One browser: keeps its cookies, and its own count of what it has said."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.said = 0
        self.cursor = 0

    @property
    def chat(self) -> Webchat:
        """The parts of the program this browser speaks to."""
        found: Webchat = cast("Starlette", self.client.app).state.webchat
        return found

    def open(self, **headers: str) -> str:
        """The page."""
        response = self.client.get("/", headers=headers)
        assert response.status_code == 200
        return response.text

    def says(self, said: dict[str, str], event_id: str = "") -> list[dict[str, Any]]:
        """New entries."""
        self.said += 1
        body = {"id": event_id or f"event-{self.said}", "after": self.cursor, "said": said}
        response = self.client.post("/chat/say", json=body)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        self.cursor = answer["cursor"]
        entries: list[dict[str, Any]] = answer["entries"]
        return entries

    def comes(self) -> list[dict[str, Any]]:
        return self.says({"type": "opened", "language": "id"})

    def types(self, text: str) -> list[dict[str, Any]]:
        return self.says({"type": "typed", "text": text})

    def reads(self, after: int = 0) -> list[dict[str, Any]]:
        """Entries after a cursor."""
        answer = self.client.get(f"/chat/messages?after={after}").json()
        entries: list[dict[str, Any]] = answer["entries"]
        return entries


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    return {"PANDU_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def program(variables: dict[str, str]) -> Iterator[TestClient]:
    """The program in its demonstration days, running."""
    with TestClient(build_app(settings.load(variables, demo=True)), HERE) as running:
        yield running


@pytest.fixture
def newcomer(program: TestClient) -> Callable[[], Visitor]:
    """Makes a browser that was never here, on the loop where the program runs."""

    def make() -> Visitor:
        client = TestClient(program.app, HERE, raise_server_exceptions=False)
        client.portal = program.portal
        return Visitor(client)

    return make


@pytest.fixture
def visitor(newcomer: Callable[[], Visitor]) -> Visitor:
    """A browser that has the page open and was greeted."""
    found = newcomer()
    found.open()
    found.comes()
    return found
