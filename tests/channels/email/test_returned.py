"""What comes back: only letters that can never arrive, and those called unwanted, count."""

import pytest

from bot.channels.email.returned import returned

DSN = """\
From: MAILER-DAEMON@mail.test
To: pandu@contoh.id
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Sorry.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.test

Original-Recipient: rfc822;Siti@Contoh.id
Final-Recipient: rfc822; siti.aminah@elsewhere.id
Action: {action}
Status: {status}

Final-Recipient: rfc822; budi@contoh.id
Action: failed
Status: 5.1.1 (no such user)

--B
Content-Type: message/rfc822

To: lain@contoh.id
Subject: Pengingat

isi
--B--
"""
ARF = """\
From: fbl@mail.test
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1
Original-Rcpt-To: <siti@contoh.id>

--B--
"""
ANSWER = """\
From: siti@contoh.id
To: pandu@contoh.id
Subject: Cuti
Auto-Submitted: auto-replied

Saya sedang cuti. siti@contoh.id
"""
RFC822 = "message/rfc822"


def report(text: str) -> list[str]:
    return returned(text.replace("\n", "\r\n").encode(), RFC822)


def test_what_can_never_be_delivered() -> None:
    told = report(DSN.format(action="failed", status="5.1.1"))
    assert told == ["siti@contoh.id", "budi@contoh.id"]


@pytest.mark.parametrize(("action", "status"), [
    ("delayed", "4.4.1"), ("delivered", "2.1.5"), ("failed", "4.4.7"), ("relayed", "5.0.0"),
])  # fmt: skip
def test_what_may_still_arrive_counts_for_nothing(action: str, status: str) -> None:
    assert report(DSN.format(action=action, status=status)) == ["budi@contoh.id"]


def test_a_complaint() -> None:
    assert report(ARF) == ["siti@contoh.id"]


@pytest.mark.parametrize("text", [ANSWER, "", "no mail at all", "\x00\xff"])
def test_what_is_no_report_says_nothing(text: str) -> None:
    assert report(text) == []


@pytest.mark.parametrize(("body", "addresses"), [
    (b'{"type":"bounce","address":"Siti@contoh.id"}', ["siti@contoh.id"]),
    (b'{"type":"bounce","address":"siti@contoh.id","status":"4.2.2"}', []),
    (b'{"type":"complaint","address":"siti@contoh.id","status":"4.2.2"}', ["siti@contoh.id"]),
    (b'[{"type":"bounce","address":"a@b.id"},{"type":"bounce","address":"a@b.id"}]', ["a@b.id"]),
    (b'[{"type":"bounce","address":"none"}]', []),
    (b"[]", []),
])  # fmt: skip
def test_json(body: bytes, addresses: list[str]) -> None:
    assert returned(body, "application/json") == addresses


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"type":"other","address":"a@b.id"}', b"[1]", b"\xff"]
)
def test_json_that_cannot_be_read(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        returned(body, "application/json")


def test_a_report_names_at_most_so_many() -> None:
    many = ",".join(f'{{"type":"bounce","address":"a{n}@b.id"}}' for n in range(600))
    assert len(returned(f"[{many}]".encode(), "application/json")) == 500
