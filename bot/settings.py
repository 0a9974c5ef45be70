"""Every setting, read once from `PANDU_` variables and a `.env` file."""

import base64
import os
import re
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from bot.setting_reader import Reader
from bot.settings_broadcast import BroadcastSettings, read_broadcast
from bot.settings_staff import read_hours
from bot.settings_whatsapp import WhatsappSettings, read_whatsapp
from conversations.dialog.reach import email_in
from conversations.dialog.with_staff_hours import Hours
from storage.sealing import KEY_BYTES, new_key

Network = IPv4Network | IPv6Network
LOOPBACK = ("127.0.0.1", "::1", "localhost")
MOST_MEGABYTES = 20
"""What Telegram lets a bot fetch, and what one file in memory may be."""
DEMO_START = "2025-12-18T08:00+07:00"


class SettingsError(ValueError):
    """What is wrong, a line for each fault."""


class Settings(Struct, frozen=True, kw_only=True):
    """`now` is the demo clock's start; None means real time."""

    data_dir: Path
    database_url: str
    master_key: bytes
    previous_master_keys: tuple[bytes, ...]
    host: str
    port: int
    public_url: str
    posting: str
    now: datetime | None
    trusted_proxies: tuple[Network, ...]
    web_limits: bool
    blob_url: str
    max_file_mb: int
    telegram_token: str
    telegram_api_url: str
    telegram_webhook_secret: str
    telegram_mode: str
    whatsapp: WhatsappSettings
    broadcast: BroadcastSettings
    staff_hours: Hours
    smtp_url: str
    mail_from: str
    mail_webhook_secret: str
    log_level: str
    log_format: str
    metrics_token: str


def load(values: Mapping[str, str] | None = None, *, demo: bool = False) -> Settings:
    """Settings from `values` (default: `.env`, then the environment). Raises `SettingsError`.

    `demo` starts the demo clock where no time and no channel is set.
    """
    if values is None:
        values = {**_env_file(Path(".env")), **os.environ}
    reader = Reader(values)
    data_dir = Path(reader.text("DATA_DIR", "data"))
    alone = not any(map(reader.text, ("TELEGRAM_TOKEN", "SMTP_URL", "WHATSAPP_TOKEN")))
    start = DEMO_START if demo and alone and "PANDU_NOW" not in values else ""
    host = reader.text("HOST", "127.0.0.1")
    port = reader.read("PORT", "8080", _port, "a port from 0 to 65535")
    found: dict[str, Any] = {
        "data_dir": data_dir,
        "database_url": reader.read(
            "DATABASE_URL", f"sqlite:///{data_dir / 'pandu.sqlite3'}", _database, _DATABASES
        ),
        "host": host,
        "port": port,
        "public_url": reader.read(
            "PUBLIC_URL", f"http://{host}:{port}", _url, "an http or https address"
        ),
        "posting": reader.text("POSTING", "ppkukm-koperasi-2026"),
        "now": reader.read("NOW", start, _moment, "a time such as 2025-12-18T08:00+07:00"),
        "trusted_proxies": reader.read("TRUSTED_PROXIES", "", _networks, "networks by comma"),
        "web_limits": reader.read(
            "WEB_LIMITS", "on", lambda text: _limits(text, host), "on (off: on 127.0.0.1 alone)"
        ),
        "blob_url": reader.read("BLOB_URL", _documents_in(data_dir), _blobs, "file:/// or s3://"),
        "max_file_mb": reader.read("MAX_FILE_MB", "5", _megabytes, "1 to 20 whole megabytes"),
        **_telegram(reader),
        "whatsapp": read_whatsapp(reader),
        "broadcast": read_broadcast(reader),
        "staff_hours": read_hours(reader),
        **_mail(reader),
        "log_level": reader.read("LOG_LEVEL", "INFO", _level, "DEBUG, INFO, WARNING or ERROR"),
        "log_format": reader.read("LOG_FORMAT", "console", _format, "json or console"),
        "metrics_token": reader.read("METRICS_TOKEN", "", _secret, "1 to 256 of A-Z a-z 0-9 _ -"),
        "previous_master_keys": reader.read("PREVIOUS_MASTER_KEYS", "", _keys, "keys by comma"),
        "master_key": reader.read("MASTER_KEY", "", lambda text: _master(text, data_dir), _KEY),
    }
    given = bool(reader.text("MASTER_KEY"))
    reader.faults += _contradictions(found, key_given=given)
    if reader.faults:
        raise SettingsError("\n".join(reader.faults))
    return Settings(**found)


_KEY = "32 bytes as urlsafe base64"
_DATABASES = "sqlite:///FILE or postgresql+psycopg://..."


def _telegram(reader: Reader) -> dict[str, str | None]:
    base = "https://api.telegram.org"
    return {
        "telegram_token": reader.read("TELEGRAM_TOKEN", "", _bot_token, "a bot's token"),
        "telegram_api_url": reader.read("TELEGRAM_API_URL", base, _url, "an http or https address"),
        "telegram_webhook_secret": reader.read(
            "TELEGRAM_WEBHOOK_SECRET", "", _secret, "1 to 256 of A-Z a-z 0-9 _ -"
        ),
        "telegram_mode": reader.read("TELEGRAM_MODE", "polling", _mode, "polling or webhook"),
    }


def _mail(reader: Reader) -> dict[str, str | None]:
    server, sender = "smtp://user:password@host:port or smtps://...", "a name <and@an.address>"
    return {
        "smtp_url": reader.read("SMTP_URL", "", _smtp, server),
        "mail_from": reader.read("MAIL_FROM", "", _sender, sender),
        "mail_webhook_secret": reader.read(
            "MAIL_WEBHOOK_SECRET", "", _secret, "1 to 256 of A-Z a-z 0-9 _ -"
        ),
    }


def _env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _database(text: str) -> str:
    if not re.match(r"sqlite:///.|postgresql(\+psycopg)?://.", text):
        raise ValueError
    return text


def _port(text: str) -> int:
    if not 0 <= (port := int(text)) < 2**16:
        raise ValueError
    return port


def _url(text: str) -> str:
    if urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).netloc:
        raise ValueError
    return text.rstrip("/")


def _documents_in(data_dir: Path) -> str:
    return (data_dir / "documents").absolute().as_uri()


def _blobs(text: str) -> str:
    parts = urlsplit(text)
    folder = parts.scheme == "file" and not parts.netloc and len(parts.path) > 1
    if not folder and not (parts.scheme == "s3" and parts.netloc):
        raise ValueError
    return text.rstrip("/")


def _megabytes(text: str) -> int:
    if not 1 <= (size := int(text)) <= MOST_MEGABYTES:
        raise ValueError
    return size


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def _level(text: str) -> str:
    return _one_of(text.upper(), ("DEBUG", "INFO", "WARNING", "ERROR"))


def _format(text: str) -> str:
    return _one_of(text, ("json", "console"))


def _limits(text: str, host: str) -> bool:
    if _one_of(text, ("on", "off")) == "off" and host not in LOOPBACK:
        raise ValueError
    return text == "on"


def _bot_token(text: str) -> str:
    if text and not re.fullmatch(r"\d{3,20}:[\w-]{10,}", text):
        raise ValueError
    return text


def _secret(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise ValueError
    return text


def _smtp(text: str) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0):
        raise ValueError
    return text


def _sender(text: str) -> str:
    name, address = parseaddr(text)
    fits = text.isprintable() and address and email_in(address) == address.lower()
    if text and not fits:
        raise ValueError
    return str(Address(name, addr_spec=address)) if text else ""


def _mode(text: str) -> str:
    return _one_of(text, ("polling", "webhook"))


def _contradictions(found: Mapping[str, Any], *, key_given: bool) -> list[str]:
    """What is right alone and wrong together."""
    faults = []
    telegram = bool(found["telegram_token"])
    if telegram and found["telegram_mode"] == "webhook" and not found["telegram_webhook_secret"]:
        faults.append("PANDU_TELEGRAM_WEBHOOK_SECRET: missing; the mode webhook needs it")
    real = urlsplit(found["telegram_api_url"] or "").hostname not in LOOPBACK
    if found["now"] and telegram and real:
        faults.append("PANDU_NOW: a demonstration's clock, and a real channel is set")
    whatsapp: WhatsappSettings = found["whatsapp"]
    if found["now"] and whatsapp.token and urlsplit(whatsapp.api_url).hostname not in LOOPBACK:
        faults.append("PANDU_NOW: a demonstration's clock, and the real WhatsApp is set")
    if (found["database_url"] or "").startswith("postgresql") and not key_given:
        faults.append("PANDU_MASTER_KEY: missing; every process on PostgreSQL needs the same one")
    if found["smtp_url"] and not found["mail_from"]:
        faults.append("PANDU_MAIL_FROM: missing; mail needs a sender")
    if found["now"] and found["smtp_url"] and urlsplit(found["smtp_url"]).hostname not in LOOPBACK:
        faults.append("PANDU_NOW: a demonstration's clock, and real mail is set")
    return faults


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError
    return text


def _keys(text: str) -> tuple[bytes, ...]:
    return tuple(_key(part.strip()) for part in text.split(",") if part.strip())


def _key(text: str) -> bytes:
    key = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    if len(key) != KEY_BYTES:
        raise ValueError
    return key


def _master(text: str, data_dir: Path) -> bytes:
    """The given key, or the one kept in the data folder, made at the first start."""
    if text:
        return _key(text)
    file = data_dir / "master.key"
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(base64.urlsafe_b64encode(new_key()))
    return _key(file.read_text().strip())
