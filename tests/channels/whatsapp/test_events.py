"""What messages mean, over payloads in the shapes that the platform documents."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.channels.whatsapp.events import incoming
from bot.channels.whatsapp.wire import Contact, UnreadableError, read_batch, read_said
from conversations.dialog.event import Address

PAYLOADS = sorted((Path(__file__).parent / "payloads").glob("*.json"))
PHONE, USER = "6281100001", "ID.13491208655302741918"


def said(path: Path) -> tuple[Any, bytes]:
    held = json.loads(path.read_text("utf-8"))
    return held["means"], json.dumps(held["said"]).encode()


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_what_a_message_means(path: Path) -> None:
    means, body = said(path)
    found = incoming(read_said(body))
    if means is None:
        assert found.event is None
        return
    assert found.event is not None
    assert msgspec.to_builtins(found.event.said) == means
    assert found.event.at == datetime(2025, 12, 17, 19, 33, 20, tzinfo=UTC)
    assert found.event.address == Address("whatsapp", USER)
    assert bool(found.file) == (means["type"] == "filed")


def who(phone: str, user: str = "", *contacts: Contact) -> tuple[str, str]:
    """By what somebody is known, and by what they may have been known before."""
    message = {"id": "wamid.1", "timestamp": "1766000000", "type": "text", "text": {"body": "a"}}
    ids = {"from": phone, "from_user_id": user}
    named = {key: value for key, value in ids.items() if value}
    found = incoming(read_said(json.dumps(message | named).encode()), contacts)
    assert found.event is not None
    return found.event.address.external_id, found.was.external_id if found.was else ""


def test_a_number_is_somebodys_id_only_where_there_is_no_other() -> None:
    assert who(PHONE) == (PHONE, "")
    assert who(PHONE, USER) == (USER, PHONE)
    assert who("", USER) == (USER, "")
    assert who(PHONE, "", Contact(PHONE, USER)) == (USER, PHONE)
    assert who("", "", Contact("", USER)) == (USER, "")
    assert who(PHONE, "", Contact("1", "ID.1"), Contact(PHONE, USER)) == (USER, PHONE)


def test_nobody_said_it() -> None:
    body = b'{"id": "wamid.1", "timestamp": "1766000000", "type": "text", "text": {"body": "a"}}'
    assert incoming(read_said(body)).event is None


@pytest.mark.parametrize(
    ("system", "old", "new"),
    [
        ({"type": "user_changed_number", "wa_id": "62999"}, PHONE, "62999"),
        ({"type": "customer_changed_number", "new_wa_id": "62999"}, PHONE, "62999"),
        ({"type": "user_changed_number", "wa_id": "62999", "user_id": "ID.9"}, PHONE, "ID.9"),
        ({"type": "user_changed_user_id", "user_id": "ID.9"}, PHONE, "ID.9"),
    ],
)
def test_another_number(system: dict[str, str], old: str, new: str) -> None:
    message = {"id": "wamid.1", "timestamp": "1766000000", "type": "system", "from": PHONE}
    found = incoming(read_said(json.dumps(message | {"system": system}).encode()))
    assert found.silent
    assert found.event is not None
    assert found.was is not None
    assert (found.was.external_id, found.event.address.external_id) == (old, new)


@pytest.mark.parametrize("system", [{}, {"type": "customer_identity_changed", "wa_id": "62999"}])
def test_other_news_of_the_system(system: dict[str, str]) -> None:
    message = {"id": "wamid.1", "timestamp": "1766000000", "type": "system", "from": PHONE}
    assert incoming(read_said(json.dumps(message | {"system": system}).encode())).event is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"id": "", "timestamp": "1"}',
        b'{"id": "wamid.1"}',
        b'{"id": "wamid.1", "timestamp": "x"}',
        b'{"id": "wamid.1", "timestamp": 5}',
        b'{"id": "wamid.1", "timestamp": "-1"}',
        b'{"id": "wamid.1", "timestamp": "99999999999"}',
        b"[]",
    ],
)
def test_what_cannot_be_read(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_said(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"entry": 1}',
        b'{"entry": [], "entry": []}',
        b'{"entry": [], "x": NaN}',
        b'{"entry": [], "x": {"a": 1, "a": 2}}',
        b'{"entry": [], "x": Infinity}',
        b"\xff\xfe",
    ],
)
def test_a_body_that_reads_in_no_way_or_in_two(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_batch(body)


def test_deep_nesting_is_an_error_and_no_more() -> None:
    body = b'{"entry": [], "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    with pytest.raises(UnreadableError):
        read_batch(body)
