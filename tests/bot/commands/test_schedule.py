"""Staff see what is to be said, to everybody and to one person, and nothing of who they are."""

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from conversations.posting.amendment import Amendment, Row
from storage.migrate import migrate
from storage.planning import Dates
from storage.store import Store
from tests.bench.bench_planning import times
from tests.conversations.dialog.talk import OPEN, edition, started
from tests.storage.conftest import MASTER
from tests.storage.talk import RINA, inbound

SLUG = edition().posting.slug
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


async def fill(url: str) -> tuple[int, str]:
    """One person who came on the first day; their case and return code."""
    migrate(url)
    store = Store(url, MASTER, iter(range(1, 100)).__next__)
    case = await store.case_of(RINA, SLUG, OPEN)
    await store.commit(case, inbound("1"), started().turn, OPEN)
    await store.planning().plan(Dates(SLUG, 0), times, OPEN)
    code = await store.new_return_code(RINA, SLUG, OPEN)
    await store.close()
    assert code
    return case.id, code


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PANDU_MASTER_KEY", KEY)
    url = f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    monkeypatch.setenv("PANDU_DATABASE_URL", url)
    return asyncio.run(fill(url))


def test_of_everybody(known: tuple[int, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{SLUG}: closes 2025-12-22 16:00 WIB"
    rows = {line.split()[0]: line for line in lines[2:]}
    assert "2025-12-21 16:00 WIB  2025-12-22 04:00 WIB  1 waiting" in rows["reminder:closing-24h"]
    assert rows["reminder:opening"].endswith("WIB"), "nobody came before the opening"


@pytest.mark.parametrize("how", ["--case", "--code"])
def test_of_one_person(
    known: tuple[int, str], how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    value = str(known[0]) if how == "--case" else known[1]
    assert main(["schedule", how, value]) == 0
    told = capsys.readouterr().out
    assert "result:administrasi" in told
    assert told.count("will be said") == 8
    assert "rina" not in told


@pytest.mark.parametrize(
    ("how", "value"), [("--case", "40"), ("--code", "XXXX-XXXX-XXXX"), ("--receipt", "K7Q-2FX")]
)
def test_of_nobody(
    known: tuple[int, str], how: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", how, value]) == 1
    assert "nobody is known" in capsys.readouterr().out


def test_a_wrong_setting_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_MASTER_KEY", "short")
    assert main(["schedule"]) == 2
    assert "PANDU_MASTER_KEY" in capsys.readouterr().err


def test_moved_dates_are_the_dates(
    known: tuple[int, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = Row(1, Amendment(moves={"closes": "2025-12-23T16:00"}), "papan", "staf", OPEN)
    asyncio.run(amend(f"sqlite:///{tmp_path / 'pandu.sqlite3'}", row))
    assert main(["schedule"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{SLUG}: closes 2025-12-23 16:00 WIB"
    rows = {line.split()[0]: line for line in lines[2:]}
    assert rows["amended:1"].startswith("amended:1                2025-12-18 10:00 WIB")
    assert "2025-12-22 16:00 WIB" in rows["reminder:closing-24h"]
    assert rows["reminder:closing-24h"].endswith("1 superseded")


async def amend(url: str, row: Row) -> None:
    store = Store(url, MASTER, iter(range(100, 200)).__next__)
    store.amendments.add(SLUG, row)
    await store.close()
