"""An announcement from its first word to its report, by two people."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.broadcasts.broadcasting import Broadcasting
from storage.schema_staff import broadcasts
from tests.channels.webchat.conftest import HERE, Visitor
from tests.console.conftest import Worker
from tests.console.rows import rows

Works = Callable[..., Worker]
TEXT = "Portal tutup *satu jam* malam ini. <b>Terima kasih.</b>"
NUMBERS = count()
UNTIL = "2025-12-21T12:00"


@pytest.fixture(scope="module")
def variables() -> dict[str, str]:
    return {"PANDU_BROADCAST_COOLING": "0"}


@pytest.fixture(scope="module", autouse=True)
def applicants(program: TestClient) -> list[Visitor]:
    """Two who agreed, one of whom speaks English."""
    people = []
    for language in ("id", "en"):
        client = TestClient(program.app, HERE, raise_server_exceptions=False)
        client.portal = program.portal
        visitor = Visitor(client)
        visitor.open()
        agrees(visitor, visitor.says({"type": "opened", "language": language}))
        people.append(visitor)
    return people


def agrees(visitor: Visitor, entries: list[dict[str, Any]]) -> None:
    for _ in range(2):
        choices = entries[-1]["message"]["choices"]
        entries = visitor.says({"type": "pressed", "token": choices[0]["token"]})


@pytest.fixture
def author(works: Works) -> Worker:
    return works("broadcaster")


@pytest.fixture
def approver(works: Works) -> Worker:
    return works("approver")


def writes(author: Worker, request: str = "", **fields: str) -> str:
    """The code of the draft."""
    own = request or f"request-{next(NUMBERS)}"
    given = {"text_id": TEXT, "until": UNTIL, "request": own, **fields}
    answer = author.sends("/broadcasts/new", **given)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found.group(1)


def approved(author: Worker, approver: Worker, **fields: str) -> str:
    code = writes(author, **fields)
    page = approver.sees(f"/broadcasts/{code}")
    assert approver.sends(f"/broadcasts/{code}/approve", seen=seen(page)).status_code == 303
    return code


def goes_out(worker: Worker) -> None:
    """Every round that the program would make by itself until it is through."""
    portal = worker.client.portal
    assert portal is not None
    bell = worker.console.chat.bell
    work = Broadcasting(
        worker.console.parts,
        worker.console.clock,
        look=lambda address: bell.ring(address.external_id),
    )
    for _ in range(20):
        portal.call(work.round)


def test_a_form_sent_twice_is_one_announcement(author: Worker) -> None:
    first, again = writes(author, "double"), writes(author, "double")
    assert first == again
    assert first in author.sees("/broadcasts")


def test_it_is_shown_as_applicants_will_read_it(author: Worker) -> None:
    code = writes(author, text_en="The portal is closed tonight.")
    page = author.client.get(f"/console/broadcasts/{code}").text
    assert "Portal tutup <b>satu jam</b> malam ini. &lt;b&gt;Terima kasih.&lt;/b&gt;" in page
    assert "The portal is closed tonight." in page
    assert f"/cek/{code}" in page
    counted = author.sees(f"/broadcasts/{code}/reaches")
    assert "2 orang" in counted
    assert "menunggu pelamar membuka halamannya" in counted
    assert "2 orang" in author.sees(f"/broadcasts/{code}?count")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text_id": "  "}, "masih kosong"),
        ({"text_id": "x" * 3001}, "terlalu panjang"),
        ({"until": "2025-12-01T12:00"}, "sudah lewat"),
        ({"until": "kapan-kapan"}, "Waktunya belum lengkap"),
        ({"verdicts": "lulus"}, "Tidak ada hasil cek"),
    ],
    ids=["empty", "long", "past", "no time", "unknown"],
)
def test_what_will_not_do_is_said_and_kept(
    author: Worker, fields: dict[str, str], says: str
) -> None:
    given = {"text_id": TEXT, "until": UNTIL, "text_en": "Kept words", "request": "x", **fields}
    answer = author.sends("/broadcasts/new", **given)
    assert answer.status_code == 409
    assert says in answer.text
    assert "Kept words" in answer.text


def test_how_many_it_is_for_is_told_while_it_is_written(author: Worker) -> None:
    everybody = author.sends("/broadcasts/count")
    assert "2 orang" in everybody.text
    english = author.sends("/broadcasts/count", languages="en")
    assert "1 orang" in english.text
    nobody = author.sends("/broadcasts/count", verdicts="eligible")
    assert "0 orang" in nobody.text
    assert "Tidak ada kanal" in author.sends("/broadcasts/count", channels="pigeon").text


def test_it_is_shown_as_each_channel_draws_it(author: Worker) -> None:
    page = author.sees(f"/broadcasts/{writes(author, text_id='Kata *tebal* di sini.')}")
    for channel in ("Telegram", "halaman web"):
        assert f"Tampilan di {channel}" in page
    assert page.count("Kata tebal di sini.") >= 2


def test_trying_it_out_needs_a_way(author: Worker) -> None:
    answer = author.sends(f"/broadcasts/{writes(author)}/test")
    assert answer.status_code == 409
    assert "tidak punya alamat Telegram" in answer.text


def test_its_author_cannot_approve_it(works: Works) -> None:
    both = works("broadcaster", "approver")
    code = writes(both)
    assert "Setujui" not in both.sees(f"/broadcasts/{code}")
    answer = both.sends(f"/broadcasts/{code}/approve")
    assert answer.status_code == 409
    assert "orang lain" in answer.text


def test_what_was_changed_after_they_looked_is_not_approved(
    author: Worker, approver: Worker
) -> None:
    code = writes(author)
    looked = seen(approver.sees(f"/broadcasts/{code}"))
    author.sends(f"/broadcasts/{code}/edit", text_id="Lain", until=UNTIL)
    answer = approver.sends(f"/broadcasts/{code}/approve", seen=looked)
    assert answer.status_code == 409
    assert "berubah sesudah Bapak/Ibu melihatnya" in answer.text


def test_it_goes_out_and_everybody_hears_it_once(
    author: Worker, approver: Worker, applicants: list[Visitor]
) -> None:
    code = approved(author, approver, text_id="Satu kali saja.")
    for _ in range(2):
        assert author.sends(f"/broadcasts/{code}/start", at="").status_code == 303
    goes_out(author)
    for visitor in applicants:
        told = [entry for entry in visitor.reads() if "Satu kali saja." in str(entry)]
        assert len(told) == 1
    page = author.sees(f"/broadcasts/{code}")
    assert "2 dari 2" in page
    report = author.client.get(f"/console/broadcasts/{code}/report.csv")
    assert report.headers["content-disposition"] == f'attachment; filename="siaran-{code}.csv"'
    assert report.text.count("\r\n") == 3


def test_an_open_page_is_told_to_look(
    author: Worker, approver: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(author.console.chat.bell, "ring", rung.append)
    code = approved(author, approver, text_id="Lihat sekarang.")
    author.sends(f"/broadcasts/{code}/start", at="")
    goes_out(author)
    assert len(set(rung)) == 2


def test_a_ralat_is_linked_to_the_wrong_one(author: Worker, approver: Worker) -> None:
    wrong = approved(author, approver, text_id="Pukul 15.00.")
    author.sends(f"/broadcasts/{wrong}/start", at="")
    goes_out(author)
    form = author.sees(f"/broadcasts/new?corrects={wrong}")
    assert f"ralat atas siaran {wrong}" in form
    ralat = writes(author, text_id="Yang benar pukul 16.00.", corrects=wrong)
    assert f"/console/broadcasts/{ralat}" in author.sees(f"/broadcasts/{wrong}")
    assert f"ralat atas {wrong}" in author.sees("/broadcasts")


def test_it_can_be_held_let_go_on_and_stopped(author: Worker, approver: Worker) -> None:
    code = approved(author, approver, text_id="Nanti saja.")
    assert author.sends(f"/broadcasts/{code}/start", at="2025-12-20T09:00").status_code == 303
    assert "menunggu waktunya" in author.sees(f"/broadcasts/{code}")
    assert approver.sends(f"/broadcasts/{code}/pause").status_code == 303
    assert "dijeda petugas" in author.sees(f"/broadcasts/{code}")
    assert author.sends(f"/broadcasts/{code}/resume").status_code == 303
    assert author.sends(f"/broadcasts/{code}/stop").status_code == 303
    late = author.sends(f"/broadcasts/{code}/resume")
    assert late.status_code == 409
    assert "tidak sedang dijeda" in late.text


@pytest.mark.parametrize("at", ["2025-12-01T09:00", "besok"])
def test_a_time_that_is_none_starts_nothing(author: Worker, approver: Worker, at: str) -> None:
    code = approved(author, approver, text_id=f"Waktu {at}")
    assert author.sends(f"/broadcasts/{code}/start", at=at).status_code == 409
    row = next(row for row in rows(author, broadcasts) if row.code == code)
    assert row.status == "approved"


def test_progress_is_a_part_until_something_changes(author: Worker, approver: Worker) -> None:
    code = approved(author, approver, text_id="Kemajuan.")
    same = author.client.get(f"/console/broadcasts/{code}/progress?status=approved")
    assert 'id="progress"' in same.text
    assert "<html" not in same.text
    changed = author.client.get(f"/console/broadcasts/{code}/progress?status=draft")
    assert changed.headers["hx-refresh"] == "true"


@pytest.mark.parametrize("path", ["", "/edit", "/reaches", "/progress", "/report.csv"])
def test_an_announcement_that_is_not_there_is_not_there(author: Worker, path: str) -> None:
    assert author.client.get(f"/console/broadcasts/AAAA-AAAA{path}").status_code == 404


def test_who_only_reads_presses_nothing(author: Worker, works: Works) -> None:
    code = writes(author)
    reader = works("reader")
    page = reader.sees(f"/broadcasts/{code}")
    assert 'action="/console/broadcasts/' not in page
    assert f"/broadcasts/{code}/edit" not in page
    assert "Tulis siaran" not in reader.sees("/broadcasts")
