"""Settings: each fault is one clear line, all of them at once, and nothing wrong is served."""

import base64
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from stat import S_IMODE

import pytest

from bot.settings import DEMO_START, Settings, SettingsError, load

TOKEN = "123456:TEST-token-of-no-bot"
KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
LOCAL = "http://127.0.0.1:8081"


def variables(folder: Path, values: dict[str, str]) -> dict[str, str]:
    named = {f"PANDU_{name}": value for name, value in values.items()}
    return {"PANDU_DATA_DIR": str(folder), **named}


def loaded(folder: Path, **values: str) -> Settings:
    return load(variables(folder, values))


def faults(folder: Path, **values: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        loaded(folder, **values)
    return str(caught.value).split("\n")


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    assert found.public_url == "http://127.0.0.1:8080"
    assert (found.host, found.port, found.telegram_token) == ("127.0.0.1", 8080, "")
    assert (found.now, found.web_limits, found.trusted_proxies) == (None, True, ())
    assert (found.log_level, found.log_format, found.telegram_mode) == (
        "INFO",
        "console",
        "polling",
    )


SERVER = "not smtp://user:password@host:port or smtps://..."
SENDER = "not a name <and@an.address>"
FAULTS = [
    ("PORT", "x", "not a port from 0 to 65535"),
    ("PORT", "65536", "not a port from 0 to 65535"),
    ("PORT", "-1", "not a port from 0 to 65535"),
    ("PUBLIC_URL", "pandu.example", "not an http or https address"),
    ("PUBLIC_URL", "ftp://pandu.example", "not an http or https address"),
    ("NOW", "yesterday", "not a time such as 2025-12-18T08:00+07:00"),
    ("NOW", "2025-12-18T08:00", "not a time such as 2025-12-18T08:00+07:00"),
    ("TRUSTED_PROXIES", "10.0.0.0/8, proxy", "not networks by comma"),
    ("WEB_LIMITS", "maybe", "not on (off: on 127.0.0.1 alone)"),
    ("DATABASE_URL", "mysql://root@db/pandu", "not sqlite:///FILE or postgresql+psycopg://..."),
    ("DATABASE_URL", "sqlite://", "not sqlite:///FILE or postgresql+psycopg://..."),
    ("DATABASE_URL", "data/pandu.db", "not sqlite:///FILE or postgresql+psycopg://..."),
    ("TELEGRAM_TOKEN", "my bot", "not a bot's token"),
    ("TELEGRAM_TOKEN", "123456:short", "not a bot's token"),
    ("TELEGRAM_API_URL", "localhost:8081", "not an http or https address"),
    ("TELEGRAM_WEBHOOK_SECRET", "with a space", "not 1 to 256 of A-Z a-z 0-9 _ -"),
    ("TELEGRAM_WEBHOOK_SECRET", "x" * 257, "not 1 to 256 of A-Z a-z 0-9 _ -"),
    ("TELEGRAM_MODE", "push", "not polling or webhook"),
    ("SMTP_URL", "mail.id", SERVER),
    ("SMTP_URL", "http://mail.id", SERVER),
    ("SMTP_URL", "smtp://", SERVER),
    ("SMTP_URL", "smtp://mail.id:x", SERVER),
    ("MAIL_FROM", "Pandu", SENDER),
    ("MAIL_FROM", "Pandu <pandu@contoh.id>\nBcc: x@contoh.id", SENDER),
    ("MAIL_FROM", "pandu@contoh", SENDER),
    ("MAIL_FROM", "<>", SENDER),
    ("MAIL_WEBHOOK_SECRET", "with a space", "not 1 to 256 of A-Z a-z 0-9 _ -"),
    ("LOG_LEVEL", "LOUD", "not DEBUG, INFO, WARNING or ERROR"),
    ("LOG_FORMAT", "xml", "not json or console"),
    ("MASTER_KEY", "short", "not 32 bytes as urlsafe base64"),
    ("MASTER_KEY", "ä" * 43, "not 32 bytes as urlsafe base64"),
    ("PREVIOUS_MASTER_KEYS", f"{KEY},short", "not keys by comma"),
]


@pytest.mark.parametrize(("name", "value", "why"), FAULTS)
def test_a_fault_is_one_clear_line(tmp_path: Path, name: str, value: str, why: str) -> None:
    assert faults(tmp_path, **{name: value}) == [f"PANDU_{name}: {why}"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = faults(tmp_path, PORT="x", LOG_LEVEL="LOUD", TELEGRAM_MODE="push")
    assert [line.split(":")[0] for line in told] == [
        "PANDU_PORT",
        "PANDU_TELEGRAM_MODE",
        "PANDU_LOG_LEVEL",
    ]


@pytest.mark.parametrize(
    ("name", "value"), [("MASTER_KEY", "secret-but-short"), ("TELEGRAM_TOKEN", "999:secret")]
)
def test_a_fault_does_not_repeat_a_secret(tmp_path: Path, name: str, value: str) -> None:
    assert value not in "\n".join(faults(tmp_path, **{name: value}))


@pytest.mark.parametrize(
    ("values", "line"),
    [
        (
            {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_MODE": "webhook"},
            "PANDU_TELEGRAM_WEBHOOK_SECRET: missing; the mode webhook needs it",
        ),
        (
            {"TELEGRAM_TOKEN": TOKEN, "NOW": DEMO_START},
            "PANDU_NOW: a demonstration's clock, and a real channel is set",
        ),
        (
            {"DATABASE_URL": "postgresql+psycopg://db/pandu"},
            "PANDU_MASTER_KEY: missing; every process on PostgreSQL needs the same one",
        ),
        (
            {"WEB_LIMITS": "off", "HOST": "0.0.0.0"},  # noqa: S104 - it is refused
            "PANDU_WEB_LIMITS: not on (off: on 127.0.0.1 alone)",
        ),
    ],
)
def test_what_is_right_alone_and_wrong_together(
    tmp_path: Path, values: dict[str, str], line: str
) -> None:
    assert faults(tmp_path, **values) == [line]


@pytest.mark.parametrize(
    "values",
    [
        {"TELEGRAM_TOKEN": TOKEN},
        {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": "s_-9",
        },
        {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": LOCAL, "NOW": DEMO_START},
        {"TELEGRAM_MODE": "webhook"},
        {"DATABASE_URL": "postgresql+psycopg://db/pandu", "MASTER_KEY": KEY},
        {"WEB_LIMITS": "off"},
    ],
)
def test_what_may_stand_together(tmp_path: Path, values: dict[str, str]) -> None:
    loaded(tmp_path, **values)


def test_values_are_read_as_what_they_are(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        PORT=" 9000 ",
        PUBLIC_URL="https://pandu.example/",
        TRUSTED_PROXIES="10.0.0.0/8, ::1",
        NOW="2025-12-18T08:00+07:00",
        LOG_LEVEL="debug",
        MASTER_KEY=KEY.rstrip("="),
        PREVIOUS_MASTER_KEYS=f"{KEY}, {KEY}",
    )
    assert (found.port, found.public_url, found.log_level) == (
        9000,
        "https://pandu.example",
        "DEBUG",
    )
    assert found.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert found.now == datetime.fromisoformat("2025-12-18T08:00+07:00")
    assert found.master_key == bytes(range(32))
    assert found.previous_master_keys == (bytes(range(32)),) * 2


def test_an_empty_value_is_none(tmp_path: Path) -> None:
    assert loaded(tmp_path, PORT="", NOW="").port == 8080


@pytest.mark.parametrize(
    ("values", "demo", "start"),
    [
        ({}, False, None),
        ({}, True, DEMO_START),
        ({"NOW": ""}, True, None),
        ({"NOW": "2026-01-05T08:00+07:00"}, True, "2026-01-05T08:00+07:00"),
        ({"NOW": "2026-01-05T08:00+07:00"}, False, "2026-01-05T08:00+07:00"),
        ({"TELEGRAM_TOKEN": TOKEN}, True, None),
        ({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": LOCAL}, True, None),
    ],
)
def test_the_demonstrations_clock_only_where_no_channel_and_no_time_is_set(
    tmp_path: Path, values: dict[str, str], *, demo: bool, start: str | None
) -> None:
    found = load(variables(tmp_path, values), demo=demo)
    assert found.now == (datetime.fromisoformat(start) if start else None)


def test_a_master_key_is_made_once_and_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    key = loaded(folder).master_key
    assert len(key) == 32
    assert loaded(folder).master_key == key
    assert S_IMODE((folder / "master.key").stat().st_mode) == 0o600
    assert loaded(tmp_path / "other").master_key != key


def test_a_spoiled_master_key_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("spoiled")
    assert faults(tmp_path) == ["PANDU_MASTER_KEY: not 32 bytes as urlsafe base64"]
    assert (tmp_path / "master.key").read_text() == "spoiled"


def test_a_file_of_settings_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_PORT", "9001")
    lines = ["# a note", "", "PANDU_PORT=9000", " PANDU_HOST = '127.0.0.9' ", 'PANDU_POSTING="x=y"']
    (tmp_path / ".env").write_text("\n".join([*lines, "PANDU_LOG_FORMAT=json", "no setting"]))
    found = load()
    assert (found.port, found.host, found.posting) == (9001, "127.0.0.9", "x=y")
    assert found.log_format == "json"


def test_without_that_file_the_environment_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_PORT", "9001")
    assert load().port == 9001


def test_mail_has_a_sender_and_no_demonstration_writes_to_real_people(tmp_path: Path) -> None:
    told = faults(tmp_path, SMTP_URL="smtp://mail.id", NOW="2025-12-18T08:00+07:00")
    assert told == [
        "PANDU_MAIL_FROM: missing; mail needs a sender",
        "PANDU_NOW: a demonstration's clock, and real mail is set",
    ]


def test_mail_is_set_up_by_a_server_and_a_sender(tmp_path: Path) -> None:
    found = loaded(tmp_path, SMTP_URL="smtps://a:b@mail.id", MAIL_FROM="Pandu <pandu@contoh.id>")
    assert (found.smtp_url, found.mail_from) == ("smtps://a:b@mail.id", "Pandu <pandu@contoh.id>")
    assert found.mail_webhook_secret == ""


def test_where_mail_is_set_no_demonstration_begins_by_itself(tmp_path: Path) -> None:
    mail = {"SMTP_URL": "smtp://127.0.0.1:2525", "MAIL_FROM": "pandu@contoh.id"}
    assert load(variables(tmp_path, mail), demo=True).now is None
