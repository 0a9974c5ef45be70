"""Of a person who was erased no byte can be found or read: not in what is kept, not in a backup
from before, not in the log; and a restored backup does not bring them back.
"""

import base64
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from handlers.person_erased import Wish, person_erased
from tests.channels.webchat.conftest import HERE, Visitor
from tests.privacy.test_requests import Office
from tests.uploads.conftest import Page, press

NIK = "3276011405900002"
CANARIES = (NIK, "Kenari Sulastri", "kenari@contoh.id", "Kampung Kenari", "ktp-kenari.pdf")
FILE = b"%PDF-1.4 Kampung Kenari " + NIK.encode() + b" kenari@contoh.id " * 200


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def variables(data: Path) -> dict[str, str]:
    return {"PANDU_DATA_DIR": str(data), "PANDU_WEB_LIMITS": "off"}


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Everything that any logger says, before anything is redacted."""
    said: list[str] = []

    class Keeps(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(f"{record.name} {record.getMessage()}")

    handler, root = Keeps(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.setLevel(level)
    root.removeHandler(handler)


def forms(canary: str) -> Iterator[bytes]:
    """How it may lie in a file."""
    plain = canary.encode()
    yield from (plain, canary.encode("utf-16-le"), plain.hex().encode(), base64.b64encode(plain))


def found(folder: Path) -> list[str]:
    """Files of the folder that hold a canary."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 3
    return [
        f"{path.name}: {canary}"
        for path in files
        for canary in CANARIES
        if any(form in path.read_bytes() for form in forms(canary))
    ]


def tells(who: Visitor) -> Page:
    """Somebody who says everything that there is to say."""
    press(who, "Setuju")
    press(who, "Sudah saya baca")
    page = Page(who.client, who.client.post("/u/new").text, who)
    for words in ("14 Mei 1990", f"saya dari Kampung Kenari, NIK {NIK}", "kontak"):
        who.types(words)
    press(who, "Nama")
    who.types("Kenari Sulastri")
    page.sends("ktp-kenari.pdf", FILE)
    page.looked()
    who.types("saya kenari@contoh.id dan Kenari Sulastri")
    who.client.post("/chat/say", content=f'{{"id": "{NIK}", "said": "Kampung Kenari"')
    return page


def test_no_byte_is_left_and_no_backup_can_be_read(
    data: Path, variables: dict[str, str], tmp_path: Path, lines: list[str]
) -> None:
    backup = tmp_path / "backup"
    with TestClient(build_app(settings.load(variables, demo=True)), HERE) as program:
        who = Visitor(program)
        who.open()
        who.comes()
        tells(who)
        office = Office(program)
        (case,) = office.cases()
        shutil.copytree(data, backup)
        cookies = dict(who.client.cookies)
        assert "Kampung Kenari" in program.get("/chat/messages?after=0").text
        wish = Wish(case, "staff:1", "asked by letter")
        clock = who.chat.desk.clock()
        assert office.does(person_erased, wish, office.parts.store, office.blobs(), clock.now)
        assert "Kenari" not in program.get("/chat/messages?after=0").text
    assert found(data) == []
    assert found(backup) == []
    assert [line for line in lines for canary in CANARIES if canary in line] == []
    restored(data, backup)
    with TestClient(build_app(settings.load(variables, demo=True)), HERE) as program:
        program.cookies.update(cookies)
        assert program.get("/chat/messages?after=0").json()["entries"] == []
        assert Office(program).cases(progress="erased") == [case]
    assert any("a backup brought back 1" in line for line in lines)


def restored(data: Path, backup: Path) -> None:
    """The database and the keys of before; what lies beside them is of today."""
    for path in data.glob("pandu.sqlite3*"):
        path.unlink()
    for path in backup.glob("pandu.sqlite3*"):
        shutil.copy(path, data / path.name)
