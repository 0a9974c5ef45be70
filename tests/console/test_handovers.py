"""Staff talk with an applicant from their console."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from storage.handover_sql import Handover
from storage.schema import audit
from tests.channels.webchat.conftest import HERE, Visitor
from tests.console.conftest import Worker, console_of
from tests.console.rows import rows

Works = Callable[..., Worker]


@pytest.fixture
def applicant(program: TestClient) -> Visitor:
    """Somebody in the web chat."""
    client = TestClient(program.app, HERE, raise_server_exceptions=False)
    client.portal = program.portal
    visitor = Visitor(client)
    visitor.open()
    visitor.comes()
    return visitor


@pytest.fixture
def verifier(works: Works) -> Worker:
    return works("verifier")


def presses(visitor: Visitor, entries: list[dict[str, Any]], label: str) -> list[dict[str, Any]]:
    choices = [
        each for entry in entries for each in (entry.get("message") or {}).get("choices", ())
    ]
    token = next(each["token"] for each in choices if each["label"] == label)
    return visitor.says({"type": "pressed", "token": token})


def asks(visitor: Visitor) -> None:
    presses(visitor, visitor.types("bicara dengan petugas"), "Ya, hubungkan")


def opened(worker: Worker, kind: str = "staff") -> list[Handover]:
    parts = worker.console.parts
    portal = worker.client.portal
    assert portal is not None
    found: list[Handover] = portal.call(parts.store.handovers().open, parts.slug)
    return [each for each in found if each.kind == kind]


def last(worker: Worker, kind: str = "staff") -> Handover:
    return max(opened(worker, kind), key=lambda each: each.opened_at)


def key(page: str) -> str:
    found = re.search(r'name="request" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_who_waits_is_listed_without_a_word_of_theirs(applicant: Visitor, verifier: Worker) -> None:
    asks(applicant)
    applicant.types("Rahasia saya: kucing")
    talk = last(verifier)
    listed = verifier.sees("/handovers")
    assert f"/console/handovers/{talk.id}" in listed
    assert "menunggu jawaban" in listed
    assert "kucing" not in listed
    verifier.console.lately.forget()
    assert "minta bicara" in verifier.sees()


def test_a_view_is_noted_before_it_is_shown(applicant: Visitor, verifier: Worker) -> None:
    asks(applicant)
    applicant.types("Apakah <b>SKCK</b> perlu sekarang?")
    talk = last(verifier)
    page = verifier.client.get(f"/console/handovers/{talk.id}").text
    assert "Apakah &lt;b&gt;SKCK&lt;/b&gt; perlu sekarang?" in page
    noted = [row for row in rows(verifier, audit) if row.case_id == talk.case_id]
    assert ("talk_read", verifier.member.actor) in {(row.act, row.actor) for row in noted}


def test_an_answer_reaches_the_applicant_once(applicant: Visitor, verifier: Worker) -> None:
    asks(applicant)
    talk = last(verifier)
    request = key(verifier.sees(f"/handovers/{talk.id}"))
    for _ in range(2):
        answer = verifier.sends(
            f"/handovers/{talk.id}/reply", text="Belum, nanti setelah seleksi.", request=request
        )
        assert answer.headers["location"] == f"/console/handovers/{talk.id}"
    told = [entry["message"]["text"] for entry in applicant.reads() if entry.get("message")]
    answers = [text for text in told if "Belum, nanti setelah seleksi." in text]
    assert len(answers) == 1
    assert answers[0].startswith("*Petugas Dinas:*")
    assert "sudah dijawab" in verifier.sees(f"/handovers/{talk.id}")


def test_an_answer_that_is_refused_is_not_lost(applicant: Visitor, verifier: Worker) -> None:
    asks(applicant)
    talk = last(verifier)
    applicant.types("selesai")
    answer = verifier.sends(f"/handovers/{talk.id}/reply", text="Sudah kami catat.", request="1")
    assert answer.status_code == 409
    assert "Pembicaraan ini sudah ditutup" in answer.text


def test_two_cannot_hold_the_same_talk(applicant: Visitor, verifier: Worker, works: Works) -> None:
    asks(applicant)
    talk = last(verifier)
    other = works("verifier", "reader")
    assert verifier.sends(f"/handovers/{talk.id}/take").status_code == 303
    answer = other.sends(f"/handovers/{talk.id}/reply", text="Halo", request="2")
    assert answer.status_code == 409
    assert "sudah diambil petugas lain" in answer.text
    assert f"dipegang {verifier.member.name}" in other.sees(f"/handovers/{talk.id}")


def test_pandu_goes_on_when_it_is_given_back(applicant: Visitor, verifier: Worker) -> None:
    asks(applicant)
    talk = last(verifier)
    verifier.sends(f"/handovers/{talk.id}/take")
    assert verifier.sends(f"/handovers/{talk.id}/back").status_code == 303
    assert any("Pandu melanjutkan" in str(entry) for entry in applicant.reads())
    assert talk.id not in {each.id for each in opened(verifier)}


def test_somebody_is_blocked_with_a_reason_and_heard_again(
    applicant: Visitor, verifier: Worker
) -> None:
    asks(applicant)
    talk = last(verifier)
    without = verifier.sends(f"/handovers/{talk.id}/block", reason="")
    assert without.status_code == 409
    assert verifier.sends(f"/handovers/{talk.id}/block", reason="abuse").status_code == 303
    assert "diblokir" in verifier.sees(f"/handovers/{talk.id}")
    assert verifier.sends(f"/handovers/{talk.id}/unblock").status_code == 303
    assert "Buka blokir" not in verifier.sees(f"/handovers/{talk.id}")


def test_what_did_not_change_is_not_looked_at_again(applicant: Visitor, verifier: Worker) -> None:
    asks(applicant)
    talk = last(verifier)
    part = re.search(r'hx-get="(/console/handovers/\d+/lines\?seen=\w+)"',
                     verifier.sees(f"/handovers/{talk.id}"))  # fmt: skip
    assert part
    path = part.group(1).removeprefix("/console")
    before = len(rows(verifier, audit))
    assert verifier.client.get(f"/console{path}").status_code == 204
    assert len(rows(verifier, audit)) == before
    verifier.sends(f"/handovers/{talk.id}/take")
    applicant.types("Masih di sana?")
    assert "Masih di sana?" in verifier.sees(path, **{"HX-Request": "true"})


def test_a_report_of_fraud_is_read_and_closed(applicant: Visitor, verifier: Worker) -> None:
    applicant.types("lapor penipuan")
    applicant.types("Ada yang meminta uang lewat telepon")
    report = last(verifier, "fraud")
    listed = verifier.sees("/handovers")
    assert "meminta uang" not in listed
    assert "dengan keterangan" in listed
    assert "meminta uang lewat telepon" in verifier.sees(f"/handovers/{report.id}")
    assert verifier.sends(f"/handovers/{report.id}/close").status_code == 303
    assert report.id not in {each.id for each in opened(verifier, "fraud")}


@pytest.mark.parametrize("act", ["reply", "take", "back", "block", "unblock", "close"])
def test_a_talk_that_is_not_there_is_not_there(verifier: Worker, act: str) -> None:
    assert verifier.client.get("/console/handovers/999999").status_code == 404
    answer = verifier.sends(f"/handovers/999999/{act}", text="Halo", reason="abuse")
    assert answer.status_code == 404
    assert rows(verifier, audit)[-1].act == f"denied /handovers/{{id:int}}/{act}"


def test_who_may_not_talk_sees_no_talk(applicant: Visitor, works: Works, verifier: Worker) -> None:
    asks(applicant)
    reader = works("reader")
    assert reader.client.get(f"/console/handovers/{last(verifier).id}").status_code == 404
    assert "/console/handovers" not in reader.sees()
    assert console_of(reader.client) is verifier.console
