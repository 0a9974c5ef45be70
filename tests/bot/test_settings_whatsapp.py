"""The settings of WhatsApp: what is missing or contradicts is one line each."""

from pathlib import Path

import pytest

from tests.bot.test_settings import faults, loaded

META = {
    "WHATSAPP_TOKEN": "EAAkey",
    "WHATSAPP_PHONE_ID": "106540352242922",
    "WHATSAPP_APP_SECRET": "secret",
    "WHATSAPP_VERIFY_TOKEN": "word",
}
BRIDGE = {
    "WHATSAPP_TOKEN": "key",
    "WHATSAPP_APP_SECRET": "secret",
    "WHATSAPP_PROVIDER": "360dialog",
}


def test_it_is_off_by_itself(tmp_path: Path) -> None:
    assert loaded(tmp_path).whatsapp.token == ""
    assert loaded(tmp_path).whatsapp.tier == 250


def test_meta_and_the_bridge_have_their_own_addresses(tmp_path: Path) -> None:
    meta, bridge = loaded(tmp_path, **META).whatsapp, loaded(tmp_path, **BRIDGE).whatsapp
    assert meta.api_url.startswith("https://graph.facebook.com/v")
    assert bridge.api_url == "https://waba-v2.360dialog.io"


def test_what_is_missing_is_told_at_once(tmp_path: Path) -> None:
    assert faults(tmp_path, WHATSAPP_TOKEN="key") == [
        "PANDU_WHATSAPP_APP_SECRET: missing; WhatsApp needs it",
        "PANDU_WHATSAPP_PHONE_ID: missing; WhatsApp needs it",
        "PANDU_WHATSAPP_VERIFY_TOKEN: missing; WhatsApp needs it",
    ]


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("WHATSAPP_PROVIDER", "waha", "meta or 360dialog"),
        ("WHATSAPP_PHONE_ID", "+62 811", "the id of a phone number"),
        ("WHATSAPP_NUMBER", "+62811", "a number such as 6281234567890"),
        ("WHATSAPP_APP_SECRET", "a b", "a secret without blanks"),
        ("WHATSAPP_TOKEN", "k\u00e9y", "a key without blanks"),
        ("WHATSAPP_VERIFY_TOKEN", "a b", "a word without blanks"),
        ("WHATSAPP_API_URL", "ftp://x", "an http or https address"),
        ("WHATSAPP_TIER", "0", "a number of people a day, or unlimited"),
        ("WHATSAPP_TIER", "many", "a number of people a day, or unlimited"),
    ],
)
def test_what_does_not_fit(tmp_path: Path, name: str, value: str, allowed: str) -> None:
    assert faults(tmp_path, **{**META, name: value})[0] == f"PANDU_{name}: not {allowed}"


def test_people_a_day(tmp_path: Path) -> None:
    assert loaded(tmp_path, WHATSAPP_TIER="2000").whatsapp.tier == 2000
    assert loaded(tmp_path, WHATSAPP_TIER="unlimited").whatsapp.tier == 0


def test_a_demonstration_is_not_held_on_the_real_one(tmp_path: Path) -> None:
    now = "2025-12-18T08:00+07:00"
    (fault,) = faults(tmp_path, NOW=now, **META)
    assert fault.startswith("PANDU_NOW")
    local = loaded(tmp_path, NOW=now, **META, WHATSAPP_API_URL="http://127.0.0.1:9")
    assert local.now is not None
