"""When staff attend, as it is set."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.settings import SettingsError, load
from conversations.dialog.with_staff_hours import Hours


def hours(folder: Path, **values: str) -> Hours:
    given = {f"PANDU_STAFF_{name}": value for name, value in values.items()}
    return load({"PANDU_DATA_DIR": str(folder), **given}).staff_hours


def test_hours_and_wait_are_read(tmp_path: Path) -> None:
    assert hours(tmp_path) == Hours()
    found = hours(tmp_path, HOURS="1-6 09.30-17.00", WAIT_MINUTES="45")
    assert found == Hours(1, 6, time(9, 30), time(17), timedelta(minutes=45))
    assert not hours(tmp_path, HOURS="off").on


@pytest.mark.parametrize(
    "given", ["5-1 08:00-16:00", "1-5 16:00-08:00", "1-8 08:00-16:00", "1-5", "1-5 25:00-26:00"]
)
def test_hours_that_cannot_be_are_refused_in_one_line(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match=r"^PANDU_STAFF_HOURS: not days and times [^\n]*$"):
        hours(tmp_path, HOURS=given)


@pytest.mark.parametrize("given", ["0", "1441", "two"])
def test_a_wait_that_cannot_be_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match="PANDU_STAFF_WAIT_MINUTES"):
        hours(tmp_path, WAIT_MINUTES=given)
