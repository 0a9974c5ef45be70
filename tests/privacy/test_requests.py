"""What is asked in the talk is a row with a clock, and done by itself when its time has come."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.privacy.work import RightsWork
from handlers.parts import Parts
from handlers.person_erased import Wish, person_erased
from storage.blobs import Blobs
from storage.engines import open_engine
from storage.requests import Request
from storage.schema import addresses, audit, cases
from storage.schema_rights import erasures
from tests.channels.webchat.conftest import Visitor
from tests.uploads.conftest import press

HOUR_MS = 3_600_000


class Office:
    """The running program, as those who run it reach its parts."""

    def __init__(self, program: TestClient) -> None:
        self._program, self._app = program, cast("Starlette", program.app)

    @property
    def parts(self) -> Parts:
        found: Parts = self._app.state.uploads.parts
        return found

    def does(self, work: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever it returns
        portal = self._program.portal
        assert portal
        return portal.call(work, *args)

    def requests(self) -> list[Request]:
        found: list[Request] = self.does(self.parts.store.rights.requests.newest)
        return found

    def blobs(self) -> Blobs:
        return Blobs(self._app.state.settings.blob_url)

    def rights(self) -> RightsWork:
        return RightsWork(self.parts, self._app.state.uploads.clock, self.blobs())

    def cases(self, progress: str = "") -> list[int]:
        """Their numbers."""
        wanted = select(cases.c.id).order_by(cases.c.id)
        rows = self.rows(wanted.where(cases.c.progress == progress) if progress else wanted)
        return [row[0] for row in rows]

    def wiring(self) -> tuple[object, ...]:
        """What the work is made of."""
        state = self._app.state
        return state.settings, self.parts, state.uploads.clock, "serve"

    def rows(self, statement: object) -> Sequence[Any]:
        engine = open_engine(self._app.state.settings.database_url)
        with engine.begin() as connection:
            found = connection.execute(statement)  # type: ignore[call-overload]  # any statement
            told = found.all() if found.returns_rows else []
        engine.dispose()
        return cast("Sequence[Any]", told)


@pytest.fixture
def office(program: TestClient) -> Office:
    return Office(program)


@pytest.fixture
def applicant(visitor: Visitor) -> Visitor:
    press(visitor, "Setuju")
    press(visitor, "Sudah saya baca")
    visitor.types("14 Mei 1990")
    return visitor


def later(who: Visitor, hours: float) -> None:
    desk = who.chat.desk
    desk.move_clock(desk.clock().now + timedelta(hours=hours))


def test_a_wish_is_a_row_with_its_clock(applicant: Visitor, office: Office) -> None:
    applicant.types("hapus data saya")
    assert office.requests() == []
    press(applicant, "Ya, hapus data saya")
    (wish,) = office.requests()
    assert (wish.kind, wish.status, wish.channel, wish.actor) == (
        *("erase", "open", "webchat", "applicant"),
    )
    assert wish.due_at - wish.opened_at == 72 * HOUR_MS
    assert wish.runs_at - wish.opened_at == 24 * HOUR_MS
    applicant.types("hapus data saya")
    assert len(office.requests()) == 1
    applicant.types("batal hapus")
    assert [each.status for each in office.requests()] == ["cancelled"]


def test_it_is_done_when_its_time_has_come_and_not_before(
    applicant: Visitor, office: Office
) -> None:
    applicant.types("hapus data saya")
    press(applicant, "Ya, hapus data saya")
    later(applicant, 23)
    office.does(office.rights().round)
    assert office.rows(select(cases.c.progress)) == [("checking",)]
    later(applicant, 1.1)
    office.does(office.rights().round)
    assert office.rows(select(cases.c.progress)) == [("erased",)]
    assert office.rows(select(addresses)) == []
    assert [each.status for each in office.requests()] == ["done"]


def test_afterwards_the_page_is_a_stranger_and_begins_anew(
    applicant: Visitor, office: Office
) -> None:
    applicant.types("hapus data saya")
    press(applicant, "Ya, hapus data saya")
    later(applicant, 25)
    office.does(office.rights().round)
    body = {
        "id": "event-late",
        "after": applicant.cursor,
        "said": {"type": "typed", "text": "halo"},
    }
    answer = applicant.client.post("/chat/say", json=body)
    assert answer.status_code == 401
    assert office.rows(select(addresses)) == []
    applicant.open()
    applicant.cursor = 0
    assert [entry["message"]["key"] for entry in applicant.comes()] == ["greeting", "consent"]
    assert "1990" not in applicant.client.get("/chat/messages?after=0").text


def test_the_page_that_comes_again_is_greeted_as_a_stranger(
    program: TestClient, office: Office
) -> None:
    """Its first event has always the same name, and is known already."""
    who = Visitor(program)
    who.open()
    opened = {"type": "opened", "language": "id"}
    assert next(each["message"]["key"] for each in who.says(opened, "opened")) == "greeting"
    first = dict(program.cookies)
    (case,) = office.cases()
    wish, now = Wish(case, "staff:1", "asked by letter"), who.chat.desk.clock().now
    assert office.does(person_erased, wish, office.parts.store, office.blobs(), now)
    stale = {"id": "event-2", "after": 0, "said": opened, "talk": "the one before"}
    assert program.post("/chat/say", json=stale).json()["anew"]
    assert program.post("/chat/say", json=stale | {"id": "opened", "talk": ""}).json()["talk"] == ""
    assert office.rows(select(addresses)) == []
    who.open()
    assert dict(program.cookies) != first
    who.cursor = 0
    assert next(each["message"]["key"] for each in who.says(opened, "opened")) == "greeting"


def test_staff_have_it_done_at_once(applicant: Visitor, office: Office) -> None:
    applicant.types("hapus data saya")
    press(applicant, "Ya, hapus data saya")
    (wish,) = office.requests()
    order = Wish(wish.case_id, "staff:1", "asked by letter")
    store, now = office.parts.store, applicant.chat.desk.clock().now
    assert office.does(person_erased, order, store, office.blobs(), now)
    assert [each.status for each in office.requests()] == ["done"]
    assert office.rows(select(erasures.c.cause)) == [("staff",)]
    details = office.rows(
        select(audit.c.actor, audit.c.detail).where(audit.c.act == "person_erased")
    )
    assert details == [("staff:1", "staff: asked by letter")]
    nobody = Wish(404, "staff:1", "x")
    assert not office.does(person_erased, nobody, store, office.blobs(), now)


def test_taking_consent_back_has_a_clock_too(applicant: Visitor, office: Office) -> None:
    applicant.types("cabut persetujuan")
    press(applicant, "Ya, tarik")
    (wish,) = office.requests()
    assert wish.kind == "withdraw"
    assert wish.due_at - wish.opened_at == 72 * HOUR_MS
    office.does(office.rights().round)
    assert [each.status for each in office.requests()] == ["done"]
