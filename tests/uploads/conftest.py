"""A visitor who agreed, and the upload page that is theirs."""

from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.channels.webchat.conftest import (  # noqa: F401 - fixtures come in by being imported
    Visitor,
    newcomer,
    program,
    visitor,
)

PART = 256 * 1024
PATIENCE = 60


@dataclass
class Page:
    """One upload page in the browser it is bound to."""

    client: TestClient
    url: str
    visitor: Visitor

    def begin(self, name: str, size: int, slot: str = "") -> Response:
        body = {"name": name, "size": size, "slot": slot}
        return self.client.post(f"{self.url}/files", json=body)

    def put(self, number: str, offset: int, body: bytes, batch: str = "") -> Response:
        headers = {"upload-offset": str(offset), "upload-batch": batch}
        return self.client.put(f"{self.url}/files/{number}", content=body, headers=headers)

    def sends(self, name: str, data: bytes, slot: str = "", batch: str = "") -> dict[str, Any]:
        """A whole file; what it was answered with."""
        number = self.begin(name, len(data), slot).json()["id"]
        told: dict[str, Any] = {}
        for offset in range(0, len(data), PART):
            answer = self.put(number, offset, data[offset : offset + PART], batch)
            assert answer.status_code == 200, answer.text
            told = answer.json()
        return told

    def papers(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"{self.url}/papers").json()
        return found

    def line(self, slot: str) -> dict[str, Any]:
        return next(line for line in self.papers()["lines"] if line["slot"] == slot)

    def looked(self) -> None:
        """Waits until nothing is being looked at any more."""
        until = monotonic() + PATIENCE
        while any(
            p["state"] == "waiting" for line in self.papers()["lines"] for p in line["papers"]
        ):
            assert monotonic() < until


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """Tests ask more often than people."""
    return {"PANDU_DATA_DIR": str(tmp_path / "data"), "PANDU_WEB_LIMITS": "off"}


@pytest.fixture
def page(visitor: Visitor) -> Page:  # noqa: F811 - the fixture of that name
    """By the paper clip of the chat."""
    press(visitor, "Setuju")
    press(visitor, "Sudah saya baca")
    answer = visitor.client.post("/u/new")
    assert answer.status_code == 200, answer.text
    return Page(visitor.client, answer.text, visitor)


def press(who: Visitor, label: str) -> list[dict[str, Any]]:
    """The newest button of that label."""
    for entry in reversed(who.reads()):
        for choice in entry.get("message", {}).get("choices", []):
            if choice["label"] == label:
                return who.says({"type": "pressed", "token": choice["token"]})
    raise LookupError(label)
