"""The same on a server's database: what is done in one commit there."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.store import Store
from tests.joining.conftest import MASTER, PHONE, WEB, People
from tests.joining.test_merging import FILE, both_begun, looked


@pytest.fixture
async def people(postgres_url: str, ids: Iterator[int], tmp_path: Path) -> AsyncIterator[People]:
    migrate(postgres_url)
    store = Store(postgres_url, MASTER, ids.__next__)
    yield People(store, tmp_path / "blobs")
    await store.close()


async def test_joined_merged_shared_and_left(people: People) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    kept = await people.case(PHONE)
    found = await people.documents.find(kept, document.id)
    assert found is not None
    assert await people.documents.original(found, kept.seal) == FILE
    assert any("18-08-1990" in text for text in await people.reads(WEB))
    await people.say(PHONE, "pelamar lain", "Rina", "Ani")
    assert (await people.case(PHONE)).id != kept.id
    await people.say(PHONE, "ganti")
    await people.say(PHONE, "lepas")
    assert "sudah dilepas" in await people.press(PHONE, "Ya, lepaskan")
    assert (await people.case(WEB)).id == kept.id
