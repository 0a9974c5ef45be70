"""A town on SQLite, and one on each engine."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from tests.broadcast.town import Town


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database of the newest schema: to copy takes less than to make."""
    file = tmp_path_factory.mktemp("empty") / "pandu.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
async def town(tmp_path: Path, empty: Path) -> AsyncIterator[Town]:
    for file in empty.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    made = Town(f"sqlite:///{tmp_path / empty.name}", tmp_path)
    made.open()
    yield made
    await made.store.close()


@pytest.fixture
async def either(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """On each engine in turn."""
    migrate(database_url)
    made = Town(database_url, tmp_path)
    made.open()
    yield made
    await made.store.close()
