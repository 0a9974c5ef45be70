"""The settings of WhatsApp: read by `bot.settings` with all others."""

import re
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from msgspec import Struct

from bot.setting_reader import Reader

Name = Literal["meta", "360dialog"]
TIERS = (250, 2_000, 10_000, 100_000)
UNLIMITED = 0
"""People in 24 hours to whom a talk may be begun: what an account is allowed grows with use."""
HOSTS = {"meta": "https://graph.facebook.com/v24.0", "360dialog": "https://waba-v2.360dialog.io"}


class WhatsappSettings(Struct, frozen=True, kw_only=True):
    """Off without a token. `tier` 0: no limit of people a day. `number` is what people write to."""

    token: str = ""
    phone_id: str = ""
    number: str = ""
    app_secret: str = ""
    verify_token: str = ""
    api_url: str = ""
    provider: Name = "meta"
    tier: int = TIERS[0]


def read_whatsapp(reader: Reader) -> WhatsappSettings:
    """What is wrong is among the reader's faults."""
    provider = reader.read("WHATSAPP_PROVIDER", "meta", _provider, "meta or 360dialog") or "meta"
    found: dict[str, Any] = {
        "token": reader.read("WHATSAPP_TOKEN", "", _key, "a key without blanks"),
        "phone_id": reader.read("WHATSAPP_PHONE_ID", "", _digits, "the id of a phone number"),
        "number": reader.read("WHATSAPP_NUMBER", "", _digits, "a number such as 6281234567890"),
        "app_secret": reader.read("WHATSAPP_APP_SECRET", "", _key, "a secret without blanks"),
        "verify_token": reader.read("WHATSAPP_VERIFY_TOKEN", "", _key, "a word without blanks"),
        "api_url": reader.read(
            "WHATSAPP_API_URL", HOSTS[provider], _url, "an http or https address"
        ),
        "tier": reader.read(
            "WHATSAPP_TIER", str(TIERS[0]), _tier, "a number of people a day, or unlimited"
        ),
    }
    whatsapp = WhatsappSettings(
        provider=provider, **{k: v for k, v in found.items() if v is not None}
    )
    reader.faults += _faults(whatsapp)
    return whatsapp


def _faults(mine: WhatsappSettings) -> list[str]:
    if not mine.token:
        return []
    needs = {"WHATSAPP_APP_SECRET": mine.app_secret}
    if mine.provider == "meta":
        needs |= {"WHATSAPP_PHONE_ID": mine.phone_id, "WHATSAPP_VERIFY_TOKEN": mine.verify_token}
    return [
        f"PANDU_{name}: missing; WhatsApp needs it" for name, value in needs.items() if not value
    ]


def _provider(text: str) -> Name:
    if text not in get_args(Name):
        raise ValueError
    return cast("Name", text)


def _key(text: str) -> str:
    if text and not re.fullmatch(r"[!-~]{1,1000}", text):
        raise ValueError
    return text


def _digits(text: str) -> str:
    if text and not re.fullmatch(r"[0-9]{5,30}", text):
        raise ValueError
    return text


def _url(text: str) -> str:
    if urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).netloc:
        raise ValueError
    return text.rstrip("/")


def _tier(text: str) -> int:
    if text.casefold() == "unlimited":
        return UNLIMITED
    if (people := int(text)) < 1:
        raise ValueError
    return people
