"""Every setting that the program reads is told of, and none is told of that it does not read."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot import settings
from tests.guards.tree import code, text

ROW = re.compile(r"^\| `(PANDU_\w+)` \|", re.MULTILINE)


class Watched(Mapping[str, str]):
    """Values that remember which of their names were asked for."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values, self.asked = values, set[str]()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@pytest.fixture
def read(tmp_path: Path) -> set[str]:
    values = Watched({"PANDU_DATA_DIR": str(tmp_path)})
    settings.load(values)
    return values.asked


def test_every_setting_is_in_the_page_for_those_who_run_it(read: set[str]) -> None:
    assert set(ROW.findall(text(Path("docs/operations.md")))) == read


def test_only_the_settings_read_the_environment() -> None:
    named = [
        str(path)
        for path in code()
        if re.search(r"os\.(environ|getenv)|import environ", text(path))
    ]
    assert named == ["bot/settings.py"]
