from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from tests.channels.webchat.conftest import HERE, Visitor

CLOSING = "2025-12-22T16:00:00+07:00"


def moved(visitor: Visitor, wish: dict[str, object]) -> datetime:
    response = visitor.client.post("/demo/clock", json=wish)
    assert response.status_code == 200, response.text
    return datetime.fromisoformat(response.json()["now"])


def test_clock_tells_the_window_in_utc(visitor: Visitor) -> None:
    clock = visitor.client.get("/chat/messages?after=0").json()["clock"]
    assert clock["closes"] == "2025-12-22T09:00:00Z"
    assert clock["opens"] == "2025-12-17T17:00:00Z"
    assert (clock["zone"], clock["label"], clock["demo"]) == ("Asia/Jakarta", "WIB", True)
    assert clock["now"].startswith("2025-12-18T01:0")


def test_time_goes_on(visitor: Visitor) -> None:
    first = moved(visitor, {"forward": 3600})
    assert first >= datetime(2025, 12, 18, 2, tzinfo=UTC)
    assert moved(visitor, {"forward": 86400}) - first >= timedelta(days=1)
    assert moved(visitor, {"to": CLOSING}) >= datetime.fromisoformat(CLOSING)


def test_the_talk_lives_at_the_moved_time(visitor: Visitor) -> None:
    moved(visitor, {"to": CLOSING})
    entries = visitor.comes()
    assert datetime.fromisoformat(entries[-1]["at"]) >= datetime.fromisoformat(CLOSING)
    assert "sudah ditutup" in entries[0]["message"]["text"]


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"to": "2025-12-17T08:00:00+07:00"}, 409),
        ({"to": "2025-12-22T15:59:00"}, 400),
        ({"to": "tomorrow"}, 400),
        ({"forward": 0}, 400),
        ({"forward": -60}, 400),
        ({"forward": 10**12}, 400),
    ],
)
def test_time_never_goes_back_or_astray(
    visitor: Visitor, wish: dict[str, object], status: int
) -> None:
    response = visitor.client.post("/demo/clock", json=wish)
    assert response.status_code == status
    assert response.json()["error"]


def test_the_real_clock_cannot_be_moved(tmp_path: Path) -> None:
    app = build_app(settings.load({"PANDU_DATA_DIR": str(tmp_path)}))
    with TestClient(app, HERE) as client:
        client.get("/")
        response = client.post("/demo/clock", json={"forward": 3600})
        assert response.status_code == 404
        assert client.get("/chat/messages?after=0").json()["clock"]["demo"] is False
