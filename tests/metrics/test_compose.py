"""The compose file: two of each, and no setting that the program does not read."""

import base64
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import settings
from tests.guards.tree import text

FILE = Path(__file__).parents[2] / "deploy" / "compose" / "compose.yaml"
FILLED = {
    "${DATABASE_PASSWORD:?}": "secret",
    "${PANDU_MASTER_KEY:?}": base64.urlsafe_b64encode(bytes(32)).decode(),
    "${PANDU_METRICS_TOKEN:?}": "a-token",
    "${SITE:?}": "pandu.example.go.id",
    "${STORE_PASSWORD:?}": "secret",
}


@pytest.fixture
def services() -> dict[str, Any]:
    words = FILE.read_text()
    for name, value in FILLED.items():
        words = words.replace(name, value)
    found: dict[str, Any] = yaml.safe_load(words)["services"]
    return found


@pytest.mark.parametrize("name", ["web", "worker"])
def test_two_of_each_with_settings_that_hold(services: dict[str, Any], name: str) -> None:
    service = services[name]
    assert (service["command"], service["deploy"]["replicas"]) == (["pandu", name], 2)
    read = settings.load(service["environment"])
    assert read.database_url.startswith("postgresql")
    assert read.public_url == "https://pandu.example.go.id"
    known = text(Path("docs/operations.md"))
    ours = [key for key in service["environment"] if key.startswith("PANDU_")]
    assert [key for key in ours if f"| `{key}` |" not in known] == []


def test_only_the_proxy_is_open_to_the_world(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
