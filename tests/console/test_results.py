"""Results at the console: from a list to its publication, by two people."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.console.console import Console
from storage.selection_status import Standing
from tests.console.conftest import HERE, Worker

LIST = """No Pendaftaran;Nama;Email;No HP;Hasil;Nilai
A-1;Rina;rina@example.com;;lulus;85,5
A-2;Budi;budi@example.com;;gugur;
A-3;=Cici;;081234567890;lulus;80
"""
MASK = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}")


@pytest.fixture(scope="module")
def variables() -> dict[str, str]:
    mail = {"PANDU_SMTP_URL": "smtp://127.0.0.1:9", "PANDU_MAIL_FROM": "pandu@example.com"}
    return {**mail, "PANDU_NOW": "2025-12-24T08:00+07:00"}


@pytest.fixture
def program(tmp_path: Path, variables: dict[str, str]) -> Iterator[TestClient]:
    """One for each test: the candidates of one would count in another."""
    usual = {"PANDU_DATA_DIR": str(tmp_path), "PANDU_WEB_LIMITS": "off"}
    chosen = settings.load({**usual, **variables}, demo=True)
    with TestClient(build_app(chosen), HERE) as running:
        yield running


@pytest.fixture
def selector(works: Callable[..., Worker]) -> Worker:
    return works("selector")


@pytest.fixture
def approver(works: Callable[..., Worker]) -> Worker:
    return works("approver", "selector", name="Tono")


def uploads(worker: Worker, text: str, stage: str = "administrasi") -> str:
    """The address of the preview."""
    response = worker.client.post(
        "/console/results/enter",
        data={"sign": worker.sign(), "stage": stage},
        files={"file": ("hasil.csv", text.encode(), "text/csv")},
        follow_redirects=False,
    )
    assert response.status_code == 303, response.text
    return response.headers["location"].removeprefix("/console")


def takes(worker: Worker, text: str, stage: str = "administrasi") -> None:
    where = uploads(worker, text, stage)
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', worker.sees(where))
    assert digest
    assert worker.sends(where, digest=digest[1]).headers["location"] == "/console/results?taken"


def statuses(console: Console, number: int) -> list[Standing]:
    return console.parts.store.selection.status(number)


def test_from_a_list_to_its_publication(selector: Worker, approver: Worker) -> None:
    where = uploads(selector, LIST)
    shown = selector.sees(where)
    assert "3 orang baru, 0 keputusan baru" in shown
    assert "=Cici" in shown
    takes(selector, LIST)
    assert "2 lulus" in selector.sees("/results")
    assert "Tidak ada yang berubah" in selector.sees(uploads(selector, LIST))
    refused = selector.sends("/results/lists/new?stage=administrasi", at="2025-12-29T09:00")
    assert "waktu dan tempat, keduanya" in refused.text
    invited = {"at": "2025-12-29T09:00", "place": "Kantor Dinas", "note": "Membawa KTP."}
    made = selector.sends("/results/lists/new?stage=administrasi", **invited)
    where = made.headers["location"].removeprefix("/console")
    page = selector.sees(where)
    mark = MASK.search(page)
    assert mark
    for words in ("menunggu persetujuan", "29 Desember 2025", "Membawa KTP", "tidak ada jalur"):
        assert words in page
    assert "Setujui</button>" not in page
    assert selector.sends(f"{where}/approve", seen=mark[0]).status_code == 404
    assert "tidak sama" in approver.sends(f"{where}/approve", seen="0000-0000-0000").text
    assert approver.sends(f"{where}/approve", seen=mark[0]).status_code == 303
    assert selector.sends(f"{where}/publish").status_code == 303
    page = selector.sees(where)
    assert "diumumkan" in page
    assert "Perlu dihubungi petugas" in page
    number = int(where.rpartition("/")[2])
    clear = next(each for each in statuses(selector.console, number) if each.to_clear)
    form = {"candidate": str(clear.candidate), "note": ""}
    assert "alasannya" in selector.sends(f"{where}/clear", **form).text
    assert selector.sends(f"{where}/clear", **form | {"note": "ditelepon"}).status_code == 303
    assert "sudah dihubungi petugas" in selector.sees(where)
    csv = selector.client.get(f"/console{where}/list.csv").text
    assert '"\'=Cici"' in csv


def test_one_person_alone_is_refused(approver: Worker) -> None:
    takes(approver, "email;hasil\nsatu@example.com;lulus\n")
    made = approver.sends("/results/lists/new?stage=administrasi")
    where = made.headers["location"].removeprefix("/console")
    page = approver.sees(where)
    mark = MASK.search(page)
    assert mark
    assert "Setujui</button>" not in page
    alone = approver.sends(f"{where}/approve", seen=mark[0])
    assert (alone.status_code, "tidak dapat menyetujuinya sendiri" in alone.text) == (409, True)
    assert approver.sends(f"{where}/cancel").status_code == 303
    assert "dibatalkan" in approver.sees(where)


def test_rows_that_do_not_fit(selector: Worker) -> None:
    where = uploads(selector, "email;hasil\nbukan-email;lulus\nx@example.com;mungkin\n")
    page = selector.sees(where)
    assert "alamat email tidak dapat dibaca" in page
    assert "hasil tidak dikenal" in page
    assert "Masukkan semuanya" not in page
    assert selector.sends(where, digest="x").status_code == 409


def test_an_unclear_row_is_for_a_person(selector: Worker) -> None:
    both = ("K-1;Eka;kel@example.com;lulus", "K-2;Eki;kel@example.com;lulus")
    takes(selector, "\n".join(("no peserta;nama;email;hasil", *both)))
    where = uploads(selector, "nama;email;hasil\nEki;kel@example.com;lulus\n", "kompetensi")
    page = selector.sees(where)
    assert "Eki (K-2)" in page
    which = re.search(r'<option value="(candidate:\d+)">Eki', page)
    assert which
    assert selector.sends(where, **{"row-2": which[1]}).status_code == 303
    assert "Masukkan semuanya" in selector.sees(where)


def test_what_is_no_list(selector: Worker) -> None:
    for data, said in ((b"\xd0\xcf\x11\xe0" + bytes(99), "bukan XLSX"), (b"PK\x03\x04x", "rusak")):
        refused = selector.client.post(
            "/console/results/enter",
            data={"sign": selector.sign(), "stage": "administrasi"},
            files={"file": ("x.xlsx", data)},
        )
        assert (refused.status_code, said in refused.text) == (409, True)
    assert "sudah tidak ada" in selector.client.get("/console/results/enter/nothing").text


def test_ranking_equals_and_the_final_choice(selector: Worker) -> None:
    rows = "email;nama;hasil;nilai\n" + "".join(
        f"r{n}@example.com;R{n};lulus;{90 if n < 3 else 70}\n" for n in (1, 2, 3)
    )
    for stage in ("administrasi", "kompetensi", "wawancara"):
        takes(selector, rows, stage)
    assert "Belum ditetapkan" in selector.sees("/results/ranking")
    assert "alasannya" in selector.sends("/results/ranking/places", count="1", reason="").text
    assert selector.sends("/results/ranking/places", count="9", reason="x").status_code == 409
    assert selector.sends("/results/ranking/places", count="x", reason="x").status_code == 409
    selector.sends("/results/ranking/places", count="1", reason="anggaran berkurang")
    page = selector.sees("/results/ranking")
    assert page.count("nilai sama: perlu keputusan") == 2
    assert "urutannya" in selector.sends("/results/ranking/choose").text
    tied = re.findall(r'name="place-(\d+)"', page)
    twice = {f"place-{number}": "1" for number in tied}
    refused = selector.sends("/results/ranking/order", reason="x", **twice)
    assert refused.status_code == 409
    order = {f"place-{number}": str(at) for at, number in enumerate(reversed(tied), 1)}
    selector.sends("/results/ranking/order", reason="pengalaman lebih lama", **order)
    chosen = selector.sends("/results/ranking/choose")
    assert chosen.headers["location"] == "/console/results/ranking?chosen"
    one = f"/results/candidates/{tied[1]}"
    assert "Seleksi Akhir" in selector.sees(one)
    assert "alasannya" in selector.sends(f"{one}/decide", outcome="withdrawn", reason="").text
    assert selector.sends(f"{one}/decide", outcome="x", reason="y").status_code == 409
    selector.sends(f"{one}/decide", outcome="withdrawn", reason="pindah kota")
    assert "pindah kota" in selector.sees(one)
    selector.sends("/results/ranking/choose")
    made = selector.sends("/results/lists/new?stage=final")
    page = selector.sees(made.headers["location"].removeprefix("/console"))
    assert "1. R" in page
    assert "SKCK asli" in page
    selector.sends("/results/ranking/places", count="0", reason="anggaran tidak tersedia")
    assert "dinyatakan dibatalkan" in selector.sees("/results/ranking")


def test_the_protocol_names_everybody(selector: Worker) -> None:
    takes(selector, "email;nama;hasil\nprotokol@example.com;Pak Protokol;tidak hadir\n")
    page = selector.sees("/results/protocol")
    assert "Pak Protokol" in page
    assert "tidak hadir (gugur)" in page


def test_an_empty_list_to_fill_in(selector: Worker) -> None:
    got = selector.client.get("/console/results/blank.xlsx")
    assert (got.status_code, got.content[:2]) == (200, b"PK")


def test_what_is_not_there(selector: Worker) -> None:
    for path in ("/lists/7", "/lists/new?stage=x", "/candidates/7", "/lists/7/list.csv"):
        assert selector.client.get(f"/console/results{path}").status_code == 404


def test_in_english(selector: Worker, program: TestClient) -> None:
    for path in ("", "/enter", "/ranking", "/protocol"):
        assert selector.client.get(f"/console/results{path}?lang=en").status_code == 200
    selector.client.get("/console/results?lang=id")
