"""Reads what a mail server or a service tells of letters that came back or were called unwanted.

A report on delivery (RFC 3464), one on abuse (RFC 5965), or simple JSON. Anything else, such as an
answer that somebody or their absence notice wrote, says nothing here and is never answered.
"""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr
from typing import Literal

import msgspec
from msgspec import Struct

from conversations.dialog.reach import email_in

MOST = 500
"""Addresses in one report."""


class Returned(Struct, frozen=True):
    """JSON: one, or a list of them. `status` as in RFC 3463 (`5.1.1`); 4 passes by itself."""

    type: Literal["bounce", "complaint"]
    address: str
    status: str = "5.0.0"


_JSON = msgspec.json.Decoder(Returned | list[Returned])


def returned(body: bytes, kind: str) -> list[str]:
    """The addresses to which nothing more is to go. `kind` is the body's media type.

    Raises `ValueError` where it is JSON and cannot be read.
    """
    found = _told(body) if kind == "application/json" else _reported(body)
    return list(dict.fromkeys(address for each in found if (address := email_in(each))))[:MOST]


def _told(body: bytes) -> Iterator[str]:
    told = _JSON.decode(body)
    for each in told if isinstance(told, list) else [told]:
        if each.type == "complaint" or each.status.startswith("5"):
            yield each.address


def _reported(body: bytes) -> Iterator[str]:
    report = message_from_bytes(body, EmailMessage, policy=default)
    if report.get_content_type() != "multipart/report":
        return
    for part in report.walk():
        fields = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(fields, list):
            yield from _failed([each for each in fields if isinstance(each, Message)])
        elif part.get_content_type() == "message/feedback-report":
            yield from _complained(part)


def _failed(fields: list[Message]) -> Iterator[str]:
    """Of each recipient to whom it could not be delivered for good."""
    for each in fields:
        status = str(each.get("Status", "")).strip()
        if str(each.get("Action", "")).strip().lower() == "failed" and status.startswith("5"):
            named = str(each.get("Original-Recipient") or each.get("Final-Recipient", ""))
            yield parseaddr(named.partition(";")[2])[1]


def _complained(part: Message) -> Iterator[str]:
    inner = part.get_payload()
    text = str(inner[0] if isinstance(inner, list) and inner else inner)
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "original-rcpt-to":
            yield parseaddr(value.strip())[1]
