"""Administrators see what people asked for their data, and have somebody erased at once."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bot.console.rights.pages import standing
from conversations.documents.receipt import receipt
from storage.requests import Request
from storage.schema import audit, cases
from storage.schema_rights import rights_requests
from tests.channels.webchat.conftest import HERE, Visitor
from tests.console.conftest import Worker
from tests.console.rows import rows
from tests.uploads.conftest import Page, press

Works = Callable[..., Worker]
SURE = {"reason": "surat tertanggal hari ini", "sure": "yes"}


@pytest.fixture
def chief(works: Works) -> Worker:
    return works("administrator")


@pytest.fixture
def applicant(program: TestClient) -> Visitor:
    client = TestClient(program.app, HERE, raise_server_exceptions=False)
    client.portal = program.portal
    visitor = Visitor(client)
    visitor.open()
    visitor.comes()
    press(visitor, "Setuju")
    press(visitor, "Sudah saya baca")
    visitor.types("14 Mei 1990")
    return visitor


def asks(visitor: Visitor) -> None:
    visitor.types("hapus data saya")
    press(visitor, "Ya, hapus data saya")


def newest(worker: Worker) -> int:
    found = [row for row in rows(worker, rights_requests) if row.status == "open"]
    return int(max(found, key=lambda row: row.opened_at).id)


def case_of(worker: Worker, request: int) -> int:
    return int(next(row.case_id for row in rows(worker, rights_requests) if row.id == request))


def progress(worker: Worker, case: int) -> str:
    return str(next(row.progress for row in rows(worker, cases) if row.id == case))


def test_a_wish_is_listed_with_its_limit(applicant: Visitor, chief: Worker) -> None:
    asks(applicant)
    page = chief.sees("/rights")
    assert "Hapus data, berkas" in page
    assert "batas " in page
    assert "1990" not in page
    one = chief.sees(f"/rights/{newest(chief)}")
    assert "Dihapus sendiri pada" in one
    assert "1990" not in one


def test_it_is_done_at_once_with_a_reason(applicant: Visitor, chief: Worker) -> None:
    asks(applicant)
    number = newest(chief)
    case = case_of(chief, number)
    for missing in ({}, {"reason": "surat"}, {"sure": "yes"}):
        answer = chief.sends(f"/rights/{number}", **missing)
        assert (answer.status_code, "isi alasannya" in answer.text) == (409, True)
    assert progress(chief, case) == "checking"
    assert chief.sends(f"/rights/{number}", **SURE).status_code == 303
    assert progress(chief, case) == "erased"
    noted = [row for row in rows(chief, audit) if row.act == "person_erased"]
    assert noted[-1].actor == chief.member.actor
    assert noted[-1].detail == "staff: surat tertanggal hari ini"
    assert "Hapus sekarang" not in chief.sees(f"/rights/{number}")


def test_somebody_without_a_conversation_is_found_by_a_receipt(
    applicant: Visitor, chief: Worker
) -> None:
    page = Page(applicant.client, applicant.client.post("/u/new").text, applicant)
    number = page.begin("ktp.jpg", 9).json()["id"]
    page.put(number, 0, b"some text")
    told = receipt(int(number))
    for wrong, why in (("K7Q", "salah ketik"), (receipt(12345), "Tidak ada pelamar")):
        answer = chief.sends("/rights/erase", receipt=wrong, **SURE)
        assert (answer.status_code, why in answer.text) == (409, True)
    assert chief.sends("/rights/erase", receipt=told.lower(), **SURE).status_code == 303
    answer = applicant.client.get("/chat/messages?after=0").json()
    assert answer["entries"] == []
    assert "selesai" in chief.sees("/rights")


@pytest.mark.parametrize(
    ("status", "hours", "shown"),
    [
        ("open", 0, "open"), ("open", 48, "open"), ("open", 49, "due"), ("open", 72, "due"),
        ("open", 73, "late"), ("done", 73, "done"), ("cancelled", 1, "cancelled"),
    ],
)  # fmt: skip
def test_a_limit_that_comes_near_is_seen(status: str, hours: int, shown: str) -> None:
    due = 72 * 3_600_000
    request = Request(1, 1, 1, "erase", "webchat", status, "applicant", "", 0, due, 0, 0)
    assert standing(request, hours * 3_600_000) == shown


def test_what_is_none_is_none(chief: Worker) -> None:
    assert chief.client.get("/console/rights/404").status_code == 404
    assert chief.sends("/rights/404", **SURE).status_code == 404
