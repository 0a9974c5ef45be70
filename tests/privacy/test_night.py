"""Each night whose time is over is erased, once, and it is on record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from bot.privacy.work import RightsWork, rights_works
from storage.blobs import Blobs, BlobsDownError
from storage.retention import RAN
from storage.schema import audit
from tests.channels.webchat.conftest import Visitor
from tests.privacy.test_requests import Office
from tests.uploads.conftest import press

ROUND = RightsWork.round


@pytest.fixture
def office(program: TestClient, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Where nothing is done by itself."""

    async def nothing(_: RightsWork) -> None:
        return

    monkeypatch.setattr(RightsWork, "round", nothing)
    return Office(program)


def reports(office: Office) -> Sequence[Any]:
    return [row[0] for row in office.rows(select(audit.c.detail).where(audit.c.act == RAN))]


def until(who: Visitor, moment: str) -> None:
    who.chat.desk.move_clock(datetime.fromisoformat(moment))


def test_who_gave_no_consent_is_kept_for_days_only(visitor: Visitor, office: Office) -> None:
    press(visitor, "Tidak")
    rights = office.rights()
    for moment, nights, erased in (
        ("2025-12-19T01:59+07:00", 0, 0),
        ("2025-12-19T02:00+07:00", 1, 0),
        ("2025-12-19T23:00+07:00", 1, 0),
        ("2025-12-25T07:00+07:00", 2, 0),
        ("2025-12-26T07:00+07:00", 3, 1),
        ("2025-12-26T08:00+07:00", 3, 1),
    ):
        until(visitor, moment)
        office.does(ROUND, rights)
        assert (len(reports(office)), len(office.cases("erased"))) == (nights, erased), moment
    assert reports(office)[-1] == "declined 1, documents 0, traces 0"


def test_the_others_are_kept_until_a_month_after_the_selection(
    visitor: Visitor, office: Office
) -> None:
    press(visitor, "Setuju")
    rights, now = office.rights(), datetime.fromisoformat
    for moment, erased in (
        ("2026-01-30T23:58+07:00", 0),
        ("2026-01-31T00:00+07:00", 1),
        ("2026-01-31T00:00+07:00", 0),
    ):
        counts = office.does(rights.night, now(moment))
        assert counts["unfinished"] == erased, moment
    assert len(office.cases("erased")) == 1


def test_a_store_of_documents_that_is_down_keeps_nobody_from_talking(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def down(*_: object) -> list[str]:
        raise BlobsDownError

    monkeypatch.setattr(Blobs, "names", down)
    works = office.does(rights_works, *office.wiring())
    assert list(works) == ["rights"]
    assert "who was erased is not known yet: BlobsDownError" in caplog.text
