"""When the store of documents fails, and when two people send the same file."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, text

from storage.blobs import Blobs, BlobsDownError
from storage.cases import Case
from storage.document_rows import Document
from storage.documents import Documents
from tests.channels.webchat.conftest import Visitor
from tests.inspection import make_files as make
from tests.uploads.conftest import Page, press
from tests.uploads.test_upload import picture

Find = Callable[[Documents, Case, int], Awaitable[Document | None]]


async def full(*_: object) -> None:
    raise BlobsDownError("full")


def test_a_full_disk_is_said_and_the_file_goes_on_afterwards(
    page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = picture()
    number = page.begin("KTP.jpg", len(data)).json()["id"]
    with monkeypatch.context() as broken:
        broken.setattr(Blobs, "put", full)
        refused = page.put(number, 0, data)
        assert refused.status_code == 503
        assert "belum tersimpan" in refused.json()["error"]
        assert refused.headers["retry-after"]
        assert page.line("ktp")["standing"] == "missing"
        assert not [p for p in (tmp_path / "data/documents").rglob("*") if p.is_file()]
        assert page.visitor.types("halo")
    assert page.put(number, len(data), b"").json()["paper"]["name"] == "KTP.jpg"


def test_of_two_that_finish_at_once_the_later_changes_nothing(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a timeout: the first request still runs while its repeat does."""
    data = picture()
    number = page.begin("KTP.jpg", len(data)).json()["id"]
    page.put(number, 0, data)

    async def all_of_it(*_: object) -> int:
        return len(data)

    monkeypatch.setattr(Documents, "find", still_arriving(Documents.find))
    monkeypatch.setattr(Documents, "received", all_of_it)
    refused = page.put(number, len(data), b"")
    assert refused.status_code == 503
    monkeypatch.undo()
    paper = page.put(number, len(data), b"").json()["paper"]
    page.looked()
    seen = page.client.get(f"{page.url}/papers/{paper['id']}/1")
    assert seen.status_code == 200


def still_arriving(find: Find) -> Find:
    """Finds it as it was before the first request's turn."""

    async def found(self: Documents, case: Case, document_id: int) -> Document | None:
        document = await find(self, case, document_id)
        return replace(document, state="arriving") if document else None

    return found


def test_the_same_file_of_two_people_is_noted_for_staff_and_told_to_nobody(
    page: Page, newcomer: Callable[[], Visitor], tmp_path: Path
) -> None:
    other = newcomer()
    other.open()
    other.comes()
    press(other, "Setuju")
    press(other, "Sudah saya baca")
    theirs = Page(other.client, other.client.post("/u/new").text, other)
    data = picture()
    for each in (page, theirs):
        assert not each.sends("KTP.jpg", data).get("same")
        each.looked()
        assert each.line("ktp")["standing"] in {"there", "doubtful"}
    assert acts(tmp_path, "document_also_elsewhere") == 1
    assert "sama persis" not in theirs.visitor.reads()[-1]["message"]["text"]


def acts(folder: Path, act: str) -> int:
    """How often it stands in the audit."""
    engine = create_engine(f"sqlite:///{folder}/data/pandu.sqlite3")
    with engine.connect() as connection:
        counted = text("SELECT count(*) FROM audit WHERE act = :act")
        found = int(connection.execute(counted, {"act": act}).scalar_one())
    engine.dispose()
    return found


def test_what_would_do_harm_is_refused_noted_and_logged_by_its_number(
    page: Page, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    harmful = make.text_pdf(1, more=[make.stream(make.EICAR)])
    paper = page.sends("KTP.pdf", harmful)["paper"]
    page.looked()
    assert page.line("ktp")["standing"] == "refused"
    assert acts(tmp_path, "document_harmful") == 1
    assert f"document {paper['id']} is harmful" in caplog.messages
