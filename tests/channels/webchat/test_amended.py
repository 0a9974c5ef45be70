"""The running program takes up what is published meanwhile, and gives the schedule as a file."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any, cast

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.amending import Amending
from bot.cli import main
from conversations.posting.amendment import Amendment, Row
from storage.store import Store
from tests.channels.webchat.conftest import Visitor

SLUG = "ppkukm-koperasi-2026"
MOVE = Amendment(moves={"closes": "2025-12-23T16:00+07:00"})
PATIENCE = 20
AT = datetime(2025, 12, 18, 3, tzinfo=UTC)


def store_of(program: TestClient) -> Store:
    found: Store = cast("Starlette", program.app).state.store
    return found


def publish(program: TestClient, amendment: Amendment, revision: int = 1) -> None:
    """Stores it, and waits for the program to take it."""
    store_of(program).amendments.add(SLUG, Row(revision, amendment, "Portal", "Sari", AT))
    parts = cast("Starlette", program.app).state.uploads.parts
    until = monotonic() + PATIENCE
    while parts.dialog.edition.revision < revision:
        assert monotonic() < until
        program.get("/healthz")


def told(entries: list[dict[str, Any]]) -> str:
    return "\n".join(entry.get("message", {}).get("text", "") for entry in entries)


def test_the_talk_the_page_and_the_uploads_go_by_the_new_date(
    program: TestClient, visitor: Visitor
) -> None:
    publish(program, MOVE)
    assert "23 Desember 2025 pukul 16.00 WIB" in told(visitor.types("formulir"))
    answer = visitor.client.get("/chat/messages?after=0").json()
    assert answer["clock"]["closes"].startswith("2025-12-23T09:00")
    uploads = cast("Starlette", program.app).state.uploads
    assert uploads.edition.revision == 1


def test_an_amendment_that_does_not_fit_is_left_out_and_the_talk_goes_on(
    program: TestClient, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    store_of(program).amendments.add(
        SLUG, Row(1, Amendment(moves={"gone": "2025-12-23"}), "Portal", "Sari", AT)
    )
    uploads = cast("Starlette", program.app).state.uploads
    amending = Amending(uploads.edition, uploads.phrases, uploads.parts)
    assert program.portal is not None
    assert program.portal.call(amending.look) is False
    assert program.portal.call(amending.look) is False
    assert "22 Desember 2025 pukul 16.00 WIB" in told(visitor.types("formulir"))


def read(text: str) -> Calendar:
    return Calendar.from_ical(text)


def calendar_url(visitor: Visitor) -> str:
    entries = visitor.types("pengingat")
    links = [link for e in entries for link in e.get("message", {}).get("links", [])]
    url: str = next(link["url"] for link in links if link["to"] == "calendar")
    return "/kalender/" + url.rpartition("/kalender/")[2]


def test_the_schedule_is_a_calendar_with_alarms_and_nothing_personal(visitor: Visitor) -> None:
    response = visitor.client.get(calendar_url(visitor))
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert response.headers["content-type"].startswith("text/calendar")
    calendar = read(response.text)
    events = {event.uid: event for event in calendar.events}
    closing = events[f"closes@{SLUG}.pandu"]
    assert closing.start == datetime.fromisoformat("2025-12-22T16:00+07:00")
    assert len(closing.subcomponents) == 4
    assert [zone.tz_name for zone in calendar.timezones] == ["Asia/Jakarta"]
    assert events[f"jadwal-4@{SLUG}.pandu"].start == date(2025, 12, 24)


def test_a_newer_calendar_takes_the_place_of_an_older_one(
    program: TestClient, visitor: Visitor
) -> None:
    url = calendar_url(visitor)
    publish(program, MOVE)
    events = read(visitor.client.get(url).text).events
    closing = next(each for each in events if each.uid.startswith("closes@"))
    assert (closing.sequence, closing.start.day) == (1, 23)


@pytest.mark.parametrize("change", [
    lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), lambda token: "x" * 32,
    lambda token: "", lambda token: token + "A", lambda token: "%00",
])  # fmt: skip
def test_no_other_token_opens_a_calendar(visitor: Visitor, change: Callable[[str], str]) -> None:
    token = calendar_url(visitor).removeprefix("/kalender/").removesuffix(".ics")
    assert visitor.client.get(f"/kalender/{change(token)}.ics").status_code == 404
    assert visitor.client.get(f"/berhenti/{token}").status_code == 404


def test_the_closing_moves_by_one_command(
    program: TestClient, visitor: Visitor, variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    words = ["--source", "Portal", "--author", "Sari", "--demo"]
    assert main(["deadline", "move", "2025-12-17T10:00", *words]) == 1
    assert "is not after it opens" in capsys.readouterr().err
    assert main(["deadline", "move", "2025-12-23T16:00+07:00", "--revision", "1", *words]) == 0
    assert "revision 1, closes 2025-12-23T16:00" in capsys.readouterr().out
    assert main(["deadline", "move", "2025-12-24T16:00", "--revision", "1", *words]) == 1
    assert "revision 1 is published already" in capsys.readouterr().err
