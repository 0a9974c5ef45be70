"""`pandu person` and `pandu audit verify`, as whoever runs the program uses them."""

import asyncio
import itertools
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.cli import main
from storage.blobs import Blobs
from storage.documents import NewDocument
from storage.engines import open_engine
from storage.migrate import migrate
from storage.schema import audit, documents
from storage.schema_rights import rights_requests
from storage.sealing import MasterKey
from storage.store import Store
from tests.storage.talk import NOW, RINA, SLUG, said

FILE = b"an identity card " * 50


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one person who sent a document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PANDU_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    (tmp_path / "data").mkdir()
    asyncio.run(fill(tmp_path / "data"))
    return tmp_path / "data"


async def fill(folder: Path) -> None:
    url = f"sqlite:///{folder / 'pandu.sqlite3'}"
    migrate(url)
    store = Store(url, MasterKey(bytes(range(32))), itertools.count(1).__next__)
    await said(store, "1")
    case = await store.case_of(RINA, SLUG, NOW)
    papers = store.documents(Blobs((folder / "documents").as_uri()))
    document = await papers.begin(case, NewDocument(name="ktp.JPG", size=len(FILE)), NOW)
    await papers.keep(document, FILE, case.seal, NOW)
    await store.rights.chain.seal(NOW)
    await store.close()


def receipt(folder: Path) -> str:
    return str(rows(folder, select(documents.c.receipt))[0][0])


def rows(folder: Path, statement: object) -> list[tuple[object, ...]]:
    engine = open_engine(f"sqlite:///{folder / 'pandu.sqlite3'}")
    with engine.begin() as connection:
        found = connection.execute(statement)  # type: ignore[call-overload]  # any statement
        told = [tuple(row) for row in found] if found.returns_rows else []
    engine.dispose()
    return told


def test_a_copy_by_the_receipt(folder: Path) -> None:
    out = folder / "copy.json"
    args = ["person", "export", "--receipt", receipt(folder), "--by", "Sari", "--out", str(out)]
    assert main(args) == 0
    copy = json.loads(out.read_text())
    assert copy["addresses"] == [
        {"channel": "webchat", "id": "rina", "since": "2025-12-18T01:00:00+00:00"}
    ]
    assert [line["text"] for line in copy["conversation"]] == ["halo", "answer 1 to halo"]
    assert copy["documents"][0]["name"] == "ktp.JPG"
    assert out.stat().st_mode & 0o777 == 0o600
    assert ("command:Sari", "person_exported") in rows(folder, select(audit.c.actor, audit.c.act))
    assert main(args) == 1


def test_a_copy_with_the_documents(folder: Path) -> None:
    out = folder / "copy.zip"
    number = receipt(folder)
    args = ["person", "export", "--receipt", number.lower(), "--by", "Sari", "--out", str(out)]
    assert main(args) == 0
    with zipfile.ZipFile(out) as archive:
        assert sorted(archive.namelist()) == ["data.json", f"documents/{number}.jpg"]
        assert archive.read(f"documents/{number}.jpg") == FILE


def test_nobody_is_erased_without_a_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["person", "erase", "--receipt", receipt(folder), "--by", "Sari", "--reason", "letter"]
    assert main(args) == 1
    assert "1 documents; add --yes" in capsys.readouterr().out
    assert rows(folder, select(rights_requests)) == []


def test_erased_at_once_with_a_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = receipt(folder)
    why = "asked by letter, NIK 3276011405900002"
    args = ["person", "erase", "--receipt", number, "--by", "Sari", "--reason", why, "--yes"]
    assert main(args) == 0
    assert main(args) == 1
    assert "nobody is known by this, or they were erased" in capsys.readouterr().err
    details = [str(row[0]) for row in rows(folder, select(audit.c.detail))]
    assert "staff: asked by letter, NIK ..." in details
    assert rows(folder, select(rights_requests.c.status, rights_requests.c.kind)) == [
        ("done", "erase")
    ]
    assert main(["person", "requests"]) == 0
    assert "erase" in capsys.readouterr().out
    assert main(["person", "export", "--receipt", number, "--by", "S", "--out", "x.json"]) == 1


@pytest.mark.parametrize(
    "who", [["--case", "404"], ["--receipt", "XXX-XXX"], ["--receipt", "'; --"]]
)
def test_somebody_unknown(folder: Path, capsys: pytest.CaptureFixture[str], who: list[str]) -> None:
    assert main(["person", "export", *who, "--by", "Sari", "--out", "x.json"]) == 1
    assert capsys.readouterr().err == "nobody is known by this, or they were erased\n"
    assert not Path("x.json").exists()


def test_the_audit_is_in_order_until_somebody_changes_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "verify"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 rows in order\nhead 1:")
    head = told.split()[-1]
    assert main(["audit", "verify", "--head", head]) == 0
    rows(folder, update(audit).values(act="something_else"))
    assert main(["audit", "verify"]) == 1
    assert "edited: row 1 (position 1 of the chain)" in capsys.readouterr().out
    rows(folder, delete(audit))
    assert main(["audit", "verify"]) == 1
    assert "deleted: row 1 (position 1 of the chain)" in capsys.readouterr().out


def test_a_head_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.exists()
    assert main(["audit", "verify", "--head", "x"]) == 2
    assert capsys.readouterr().err.startswith("--head: a position")
