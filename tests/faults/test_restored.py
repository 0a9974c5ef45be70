"""A backup of a running program is restored: nothing goes out twice, and doubts are listed."""

import asyncio
import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.cli import main
from conversations.dialog.event import Address
from storage.blobs import Blobs
from storage.documents import ORIGINAL, NewDocument
from storage.erasing import Order
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Store
from tests.storage.ledger import BUDI, change, claimed, pushed, rows, settled, waiting
from tests.storage.talk import NOW, RINA, SLUG, said

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
PLAN = (
    "INSERT INTO planned SELECT id, '{}', 0, posting, {}, 99999999999999, 'waiting', '', 0, 0, 1, 1"
    " FROM cases WHERE progress <> 'erased'"
)
GONE = Address("webchat", "erased later")
Runs = Callable[..., tuple[int, str]]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runs:
    """A command over a database and a data folder: its exit code, and what was printed."""

    def run(url: str, folder: Path, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("PANDU_DATABASE_URL", url)
        monkeypatch.setenv("PANDU_DATA_DIR", str(folder))
        monkeypatch.setenv("PANDU_MASTER_KEY", KEY)
        code = main(words)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture
def empty_url(database_url: str, tmp_path: Path) -> str:
    """Another place of the same kind, with nothing in it."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'pandu.sqlite3'}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {url.database}_new"))
    engine.dispose()
    return url.set(database=f"{url.database}_new").render_as_string(hide_password=False)


async def open_store(url: str) -> Store:
    numbers = iter(range(1, 1000))
    return Store(url, MasterKey(bytes(range(32))), numbers.__next__)


async def lived(url: str, folder: Path) -> None:
    """One message is leased, one waits; a page waits to be fetched; a document; two occasions."""
    migrate(url)
    store = await open_store(url)
    await pushed(store, "1")
    await waiting(store, "2")
    await said(store, "3", RINA)
    await said(store, "4", GONE)
    case = await store.case_of(BUDI, SLUG, NOW)
    documents = store.documents(Blobs((folder / "documents").as_uri()))
    document = await documents.begin(case, NewDocument(name="KTP.jpg", size=3), NOW)
    await documents.keep(document, b"abc", case.seal, NOW)
    change(url, "UPDATE documents SET state = 'looked'")
    change(url, PLAN.format("past", 5))
    change(url, PLAN.format("future", 99999999999998))
    await store.rights.chain.seal(NOW)
    await store.close()


async def went_on(url: str, folder: Path) -> None:
    """After the backup what was open is sent, more is said, and somebody is erased."""
    store = await open_store(url)
    change(url, "UPDATE outbox SET status = 'waiting' WHERE channel = 'telegram'")
    while found := await claimed(store):
        for each in found:
            await settled(store, each, "sent", sent_id="1")
    other = await store.case_of(GONE, SLUG, NOW)
    erasing = store.rights.erasing(Blobs((folder / "documents").as_uri()))
    await erasing.erase(Order((other.applicant_id,), "asked", "pandu"), NOW)
    await store.rights.chain.seal(NOW)
    await store.close()


def test_a_restored_backup_repeats_nothing(
    runs: Runs, database_url: str, empty_url: str, tmp_path: Path
) -> None:
    old, new, backup = tmp_path / "old", tmp_path / "new", tmp_path / "backup"
    asyncio.run(lived(database_url, old))
    assert runs(database_url, old, "backup", str(backup))[0] == 0
    asyncio.run(went_on(database_url, old))
    # the newest list of who was erased comes with the next backup of the documents
    assert runs(database_url, old, "backup", str(backup))[0] == 0
    first = min(found.name for found in backup.glob("*Z"))

    code, told = runs(empty_url, new, "restore", str(backup), "--at", first)
    assert code == 0, told
    telegram = [line for line in told.splitlines() if "by telegram" in line]
    assert len(telegram) == len(rows(database_url)) - 2
    assert [line for line in told.splitlines() if line.endswith(" past")]
    assert not [line for line in told.splitlines() if line.endswith(" future")]
    assert "erased again: 1" in told
    assert [*(new / "documents").rglob(ORIGINAL)] != []
    asyncio.run(nothing_waits(empty_url))

    assert runs(empty_url, new, "restore", str(backup), "--at", first)[0] == 2
    assert runs(empty_url, new, "verify") == (0, "all holds\n")


async def nothing_waits(url: str) -> None:
    store = await open_store(url)
    assert await claimed(store) == []
    await store.close()
