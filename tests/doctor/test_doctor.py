"""`pandu doctor`: what is fit, what is not, and that no secret is told."""

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.cli import main
from bot.doctor.channels import channels
from bot.doctor.finding import Finding
from bot.doctor.ground import ground
from bot.settings import Settings, load
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Store
from tests.channels.email.conftest import Mailbox, mailbox  # noqa: F401 - a fixture
from tests.telegram_server import TOKEN, TelegramServer

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()


def settings_of(folder: Path, **more: str) -> Settings:
    return load({"PANDU_DATA_DIR": str(folder), "PANDU_MASTER_KEY": KEY, **more})


def wrong(found: list[Finding]) -> list[str]:
    return [each.what for each in found if each.mend]


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


async def used(url: str) -> None:
    """A database that was served once."""
    migrate(url)
    store = Store(url, MasterKey(bytes(range(32))), lambda: 1)
    await store.close()


async def test_a_fit_ground_on_each_database(database_url: str, tmp_path: Path) -> None:
    await used(database_url)
    found = await ground(settings_of(tmp_path, PANDU_DATABASE_URL=database_url))
    assert [each for each in found if each.mend and not each.what.startswith("disk")] == []
    assert "opens this database" in {each.says for each in found}
    assert "written, read and removed" in {each.says for each in found}
    assert [*(tmp_path / "documents").rglob("doctor")] == []


async def test_another_master_key_is_found(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    await used(settings.database_url)
    other = base64.urlsafe_b64encode(bytes(32)).decode()
    found = await ground(settings_of(tmp_path, PANDU_MASTER_KEY=other))
    assert "master key" in wrong(found)
    assert other not in "\n".join(map(str, found))


async def test_what_is_not_there_or_not_up_to_date(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path}/no/such/folder/pandu.sqlite3"
    (tmp_path / "file").write_text("")
    blobs = (tmp_path / "file" / "documents").as_uri()
    found = await ground(
        settings_of(
            tmp_path, PANDU_DATABASE_URL=nowhere, PANDU_BLOB_URL=blobs, PANDU_POSTING="none"
        )
    )
    assert {"database", "master key", "documents", "posting none"} <= set(wrong(found))


async def test_an_old_schema_is_found(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    migrate(settings.database_url)
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    assert "database" in wrong(await ground(settings))


async def test_telegram_knows_the_bot(tmp_path: Path, telegram: TelegramServer) -> None:
    settings = settings_of(
        tmp_path, PANDU_TELEGRAM_TOKEN=TOKEN, PANDU_TELEGRAM_API_URL=telegram.url
    )
    found = await channels(settings)
    assert wrong(found) == []
    assert found[0].says.startswith("@")


async def test_telegram_sends_updates_elsewhere(tmp_path: Path, telegram: TelegramServer) -> None:
    settings = settings_of(
        tmp_path,
        PANDU_TELEGRAM_TOKEN=TOKEN,
        PANDU_TELEGRAM_API_URL=telegram.url,
        PANDU_TELEGRAM_MODE="webhook",
        PANDU_TELEGRAM_WEBHOOK_SECRET="a-secret",
        PANDU_PUBLIC_URL="https://pandu.example.go.id",
    )
    assert wrong(await channels(settings)) == ["telegram updates"]


async def test_a_wrong_token_is_found_and_not_told(
    tmp_path: Path, telegram: TelegramServer
) -> None:
    token = "123456:" + "x" * 35
    settings = settings_of(
        tmp_path, PANDU_TELEGRAM_TOKEN=token, PANDU_TELEGRAM_API_URL=telegram.url
    )
    found = await channels(settings)
    assert wrong(found) == ["telegram"]
    assert token not in "\n".join(map(str, found))


async def test_mail_signs_in(tmp_path: Path, mailbox: Mailbox) -> None:  # noqa: F811 - the fixture
    for password, faults in (("benar", []), ("salah", ["mail"])):
        url = mailbox.url.replace("//", f"//pandu:{password}@")
        settings = settings_of(tmp_path, PANDU_SMTP_URL=url, PANDU_MAIL_FROM="pandu@example.go.id")
        found = await channels(settings)
        assert wrong(found) == faults
        assert password not in "\n".join(map(str, found))
    assert mailbox.came == []


def test_the_command_ends_with_1_where_something_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    assert main(["doctor"]) == 1
    assert "run: pandu migrate" in capsys.readouterr().out
    monkeypatch.setenv("PANDU_PORT", "many")
    assert main(["doctor"]) == 1
    assert "PANDU_PORT" in capsys.readouterr().out


def test_the_command_ends_with_0_where_all_is_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("bot.doctor.ground.LEAST_FREE", 0)
    monkeypatch.setattr("bot.doctor.ground.SLOW", 60)
    asyncio.run(used(settings_of(tmp_path).database_url))
    monkeypatch.setenv("PANDU_MASTER_KEY", KEY)
    assert main(["doctor"]) == 0
    assert "WRONG" not in capsys.readouterr().out
