"""An embedded installation goes to PostgreSQL and S3, row by row, and goes on where it was cut."""

import asyncio
import base64
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli import main
from storage.blobs import Blobs
from storage.documents import NewDocument
from storage.migrate import migrate
from storage.moving_database import MoveError, move
from storage.sealing import MasterKey
from storage.store import Store
from tests.storage.ledger import BUDI, change, pushed, rows, waiting
from tests.storage.s3 import S3, s3
from tests.storage.talk import NOW, SLUG

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def source(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'pandu.sqlite3'}"


@pytest.fixture
async def bucket(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[S3]:
    async with s3() as started:
        monkeypatch.setenv("AWS_ENDPOINT_URL", started.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_REGION", "ap-southeast-3")
        yield started


async def lived(url: str, blobs: Blobs) -> None:
    migrate(url)
    store = Store(url, MASTER, itertools.count(1).__next__)
    await pushed(store, "1")
    await waiting(store, "2")
    case = await store.case_of(BUDI, SLUG, NOW)
    documents = store.documents(blobs)
    document = await documents.begin(case, NewDocument(name="KTP.jpg", size=3), NOW)
    await documents.keep(document, b"abc", case.seal, NOW)
    await store.rights.chain.seal(NOW)
    await store.close()


async def test_everything_is_there_and_the_talk_goes_on(
    source: str, postgres_url: str, tmp_path: Path, bucket: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lived(source, Blobs((tmp_path / "documents").as_uri()))
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PANDU_MASTER_KEY", KEY)
    words = ("move", "--to", postgres_url, "--blobs", "s3://bucket/documents")
    assert await asyncio.to_thread(main, words) == 0
    assert await asyncio.to_thread(main, words) == 0
    assert len(bucket.objects) == 1
    assert rows(postgres_url) == rows(source)
    store = Store(postgres_url, MASTER, itertools.count(100).__next__)
    await waiting(store, "3")
    found = await store.verification(Blobs("s3://bucket/documents")).run(NOW, ["telegram"])
    await store.close()
    assert found == []


async def test_a_row_that_differs_is_told(source: str, postgres_url: str, tmp_path: Path) -> None:
    await lived(source, Blobs((tmp_path / "documents").as_uri()))
    assert [each.rows for each in move(source, postgres_url) if each.table == "cases"] == [1]
    change(postgres_url, "UPDATE cases SET language = 'xx'")
    with pytest.raises(MoveError, match="cases: 1 rows differ"):
        list(move(source, postgres_url))


async def test_a_target_in_use_is_told(source: str, postgres_url: str, tmp_path: Path) -> None:
    await lived(source, Blobs((tmp_path / "documents").as_uri()))
    migrate(postgres_url)
    change(postgres_url, "INSERT INTO applicants VALUES (999, 1)")
    with pytest.raises(MoveError, match="the target was in use"):
        list(move(source, postgres_url))


def test_only_to_a_server(source: str) -> None:
    with pytest.raises(MoveError, match="PostgreSQL"):
        list(move(source, source))
