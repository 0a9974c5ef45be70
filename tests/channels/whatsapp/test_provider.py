"""Meta itself or a Solution Provider: the same talk by another door."""

import hashlib
import hmac

import pytest
from msgspec.structs import replace

from bot.channels.whatsapp.provider import Provider

META = Provider("meta", "https://graph.facebook.com/v24.0", "key", "123", "secret")
BRIDGE = Provider("360dialog", "https://waba-v2.360dialog.io", "key", "", "secret")
BODY = b'{"entry": "\\u00e9 \\ud83d\\ude00"}'
SIGNED = b"sha256=" + hmac.new(b"secret", BODY, hashlib.sha256).hexdigest().encode()


def test_what_goes_with_each_call() -> None:
    assert META.headers == {"Authorization": "Bearer key"}
    assert BRIDGE.headers == {"D360-API-KEY": "key"}
    assert META.path("messages") == "/123/messages"
    assert BRIDGE.path("messages") == "/messages"


def test_a_signature_over_the_raw_bytes() -> None:
    assert META.may_be_authentic(SIGNED)
    assert META.is_authentic(SIGNED, BODY)
    assert not META.is_authentic(SIGNED, BODY + b" ")
    assert not replace(META, secret="other").is_authentic(SIGNED, BODY)


@pytest.mark.parametrize(
    "given",
    [b"", b"sha256=", SIGNED[:-1], SIGNED + b"0", SIGNED.upper(), b"sha1=" + SIGNED[5:],
     b"sha256=" + b"x" * 64, b"\xff" * 71, SIGNED[7:], b"sha256=" + b"0" * 63],
)  # fmt: skip
def test_what_is_no_signature_is_not_worth_reading_for(given: bytes) -> None:
    assert not META.may_be_authentic(given)
    assert not META.is_authentic(given, BODY)


def test_a_bridge_shows_itself_by_its_secret() -> None:
    assert BRIDGE.authentic_header == b"authorization"
    assert BRIDGE.is_authentic(b"Bearer secret", BODY)
    for given in (b"", b"Bearer ", b"Bearer secret2", b"secret", b"Bearer s\xe9cret"):
        assert not BRIDGE.is_authentic(given, BODY)


@pytest.mark.parametrize(
    "url",
    ["https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
     "https://mmg.whatsapp.net/d/f/1", "https://graph.facebook.com/v24.0/1"],
)  # fmt: skip
def test_files_are_fetched_from_metas_hosts(url: str) -> None:
    assert META.media_address(url) == url


def test_a_bridge_fetches_them_for_us() -> None:
    url = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2"
    wanted = "https://waba-v2.360dialog.io/whatsapp_business/attachments/?mid=1&ext=2"
    assert BRIDGE.media_address(url) == wanted


@pytest.mark.parametrize("provider", [META, BRIDGE])
@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest", "https://169.254.169.254/", "file:///etc/passwd",
     "http://lookaside.fbsbx.com/x", "https://lookaside.fbsbx.com:8443/x",
     "https://fbsbx.com.evil.example/x", "https://evilfbsbx.com/x", "https://a@fbsbx.com/x",
     "https://[::1]/", "//fbsbx.com/x", "", "gopher://fbsbx.com/", "https://graph.facebook.com.x/"],
)  # fmt: skip
def test_no_other_address_is_asked(provider: Provider, url: str) -> None:
    assert provider.media_address(url) == ""
