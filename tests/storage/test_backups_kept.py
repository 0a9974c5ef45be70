"""Which backups are kept: the newest twelve, the last of each day, no keys beyond seven days."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.backup import MANIFEST, STAMP, Place, prune
from storage.backup_documents import let_go
from storage.blobs import Blobs

NOW = datetime(2025, 12, 20, 12, tzinfo=UTC)


def made(place: Place, *ages: timedelta) -> list[str]:
    stamps = [(NOW - age).strftime(STAMP) for age in ages]
    for stamp in stamps:
        (place.keys / stamp).mkdir(parents=True)
        (place.folder / stamp).mkdir(parents=True)
        (place.folder / stamp / MANIFEST).write_text("{}")
    return stamps


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "backup", tmp_path / "keys")


def keys(place: Place) -> list[str]:
    return sorted(found.name for found in place.keys.iterdir())


def test_of_older_ones_the_last_of_each_day_is_kept(place: Place) -> None:
    young = made(place, *(timedelta(minutes=5 * n) for n in range(12)))
    older = made(place, timedelta(days=2), timedelta(days=2, minutes=5))
    gone = prune(place, NOW)
    assert gone == [older[1]]
    assert place.generations() == sorted([*young, older[0]])
    assert keys(place) == place.generations()


def test_keys_are_never_kept_beyond_seven_days(place: Place) -> None:
    old = made(place, timedelta(days=8))
    assert prune(place, NOW) == []
    assert place.generations() == old
    assert keys(place) == []


async def test_documents_that_are_gone_stay_for_seven_days(place: Place) -> None:
    store = Blobs((place.folder / "store").as_uri())
    backup = Blobs((place.folder / "documents").as_uri())
    await backup.put("a" * 32, "original", b"sealed")
    assert await let_go(store, backup, place.folder, NOW) == 0
    assert await let_go(store, backup, place.folder, NOW + timedelta(days=6)) == 0
    assert await let_go(store, backup, place.folder, NOW + timedelta(days=7)) == 1
    assert await backup.folders() == set()
