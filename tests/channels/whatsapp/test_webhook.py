"""What the webhook lets in: what is authentic, each part once; everything else leaves no trace."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.channels.whatsapp.conftest import VERIFY
from tests.channels.whatsapp.ledger import counts
from tests.running.program import Running
from tests.whatsapp_server import SECRET, Person, WhatsappServer

NOTHING = {"addresses": 0, "cases": 0, "inbox": 0, "quarantine": 0, "loose_statuses": 0}


async def post(
    program: Running, server: WhatsappServer, body: bytes, **headers: str
) -> tuple[int, bytes]:
    """Signed, unless `headers` say otherwise."""
    given = headers or server.courier.headers(body)
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{program.url}/webhooks/whatsapp", data=body, headers=given) as reply,
    ):
        return reply.status, await reply.read()


def present(server: WhatsappServer) -> Person:
    """Whose messages the test brings by itself."""
    budi = server.person("Budi", "62811999")
    budi.heard_at = server.clock.now()
    return budi


def text(
    number: int, said: str = "halo", phone: str = "62811999", **more: object
) -> dict[str, Any]:
    return {
        "from": phone,
        "id": f"wamid.{number}",
        "timestamp": "1766019600",
        "type": "text",
        "text": {"body": said},
        **more,
    }


def batch(*messages: object, statuses: object = (), field: str = "messages") -> bytes:
    value = {"messaging_product": "whatsapp", "messages": messages, "statuses": statuses}
    changes = [{"field": field, "value": value}]
    shape = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}
    return json.dumps(shape).encode()


async def test_only_the_right_token_gets_its_challenge_back(pandu: Running) -> None:
    async def asked(**hub: str) -> tuple[int, str, str]:
        query = {f"hub.{name}": value for name, value in hub.items()}
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"{pandu.url}/webhooks/whatsapp", params=query) as reply,
        ):
            return reply.status, await reply.text(), reply.content_type

    right = {"mode": "subscribe", "verify_token": VERIFY}
    assert await asked(**right, challenge="1158201444") == (200, "1158201444", "text/plain")
    hostile = await asked(**right, challenge="<script>alert(1)</script>")
    assert hostile == (200, "<script>alert(1)</script>", "text/plain")
    for wrong in (
        {"mode": "subscribe", "verify_token": "wrong"},
        {"mode": "subscribe"},
        {"mode": "unsubscribe", "verify_token": VERIFY},
        {"verify_token": VERIFY},
        {"mode": "subscribe", "verify_token": "s\u00e9cret"},
    ):
        assert (await asked(**wrong, challenge="<script>"))[:2] == (403, "")
    assert (await asked(**right, challenge="x" * 5000))[0] == 403


async def test_without_a_right_signature_nothing_is_stored_or_told(
    pandu: Running, server: WhatsappServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = batch(text(1, "rahasia-kenari"))
    good = server.courier.headers(body)["X-Hub-Signature-256"]
    for given in ("", good[:-1], good + "0", "sha256=" + "0" * 64, good[7:], "x" * 70,
                  server.courier.headers(body + b" ")["X-Hub-Signature-256"]):  # fmt: skip
        headers = {"X-Hub-Signature-256": given, "X-Forwarded-For": "157.240.1.1"}
        assert await post(pandu, server, body, **headers) == (401, b"")
    assert counts(pandu) == NOTHING
    assert good[7:] not in caplog.text
    assert "rahasia-kenari" not in caplog.text
    assert SECRET not in caplog.text


async def test_a_long_body_is_refused_while_it_is_read(
    pandu: Running, server: WhatsappServer
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 1 << 26:
            sent += 1 << 16
            yield b"x" * (1 << 16)

    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    async with aiohttp.ClientSession() as http:
        try:
            url = f"{pandu.url}/webhooks/whatsapp"
            async with http.post(url, data=endless(), headers=headers) as reply:
                assert reply.status == 413
        except aiohttp.ClientOSError:
            pass  # the server had answered and closed before all was sent
    assert sent < 1 << 25


async def test_escapes_are_words(pandu: Running, server: WhatsappServer) -> None:
    body = batch(text(1)).replace(b'"halo"', rb'"\u00e9 \ud83d\ude00"')
    assert (await post(pandu, server, body))[0] == 200
    assert counts(pandu)["inbox"] == 1


async def test_what_cannot_be_read_is_set_aside_and_not_asked_for_again(
    pandu: Running, server: WhatsappServer
) -> None:
    broken = [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000,
        b'{"entry": [], "entry": []}',
        b'{"entry": [], "x": NaN}',
        b'{"entry": [], "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ]  # fmt: skip
    for body in broken:
        assert await post(pandu, server, body) == (200, b"")
    assert counts(pandu) == NOTHING | {"quarantine": len(broken)}
    assert (await post(pandu, server, batch(text(2))))[0] == 200
    assert counts(pandu)["cases"] == 1


async def test_unknown_kinds_and_fields_are_passed_over(
    pandu: Running, server: WhatsappServer
) -> None:
    for body in (
        b"{}",
        b'{"entry": [{}]}',
        batch(),
        batch(text(1), field="security"),
        batch(field="phone_number_quality_update"),
        batch(text(1, type="reaction", reaction={"emoji": "x"})),
    ):
        assert (await post(pandu, server, body))[0] == 200
    assert counts(pandu) == NOTHING
    assert (await post(pandu, server, batch(text(2, strange={"a": [1]}))))[0] == 200
    assert counts(pandu)["inbox"] == 1


async def test_one_bad_message_of_five(pandu: Running, server: WhatsappServer) -> None:
    messages = [text(number, phone=f"6281{number}") for number in range(5)]
    messages[2]["timestamp"] = "x"
    good = {"id": "wamid.s", "status": "sent", "timestamp": "1766019600"}
    body = batch(*messages, statuses=[{"id": "wamid.t"}, good])
    assert (await post(pandu, server, body))[0] == 200
    found = counts(pandu)
    assert (found["cases"], found["quarantine"], found["loose_statuses"]) == (4, 2, 1)


async def test_the_same_message_fifty_times_at_once_and_again_after_a_week(
    pandu: Running, server: WhatsappServer
) -> None:
    budi = present(server)
    body = batch(text(7))
    done = await asyncio.gather(*(post(pandu, server, body) for _ in range(50)))
    assert {status for status, _ in done} == {200}
    await budi.sees(lambda seen: "Setuju" in seen.options)
    later = batch(text(7, timestamp=str(1_766_019_600 + 7 * 86_400)))
    assert (await post(pandu, server, later))[0] == 200
    assert counts(pandu)["inbox"] == 1
    assert len(budi.screen()) == 2


async def test_one_persons_messages_stay_in_order(pandu: Running, server: WhatsappServer) -> None:
    budi = present(server)
    body = batch(text(1, "halo"), text(2, "english"), text(3, "bahasa indonesia"))
    assert (await post(pandu, server, body))[0] == 200
    await budi.sees(lambda seen: "Before we start" in seen.text or "Setuju" not in seen.options)
    seen = await budi.sees(lambda seen: "Setuju" in seen.options and seen.number > 2)
    assert "Sebelum mulai" in seen.text


async def test_a_flood_gets_one_polite_notice(pandu: Running, server: WhatsappServer) -> None:
    budi, ani = present(server), server.person("Ani")
    flood = batch(*(text(number) for number in range(100)))
    assert (await post(pandu, server, flood))[0] == 200
    await budi.sees(lambda seen: "sangat cepat" in seen.text)
    ani.says("halo")
    await ani.sees(lambda seen: "Setuju" in seen.options)
    assert len([seen for seen in budi.screen() if "sangat cepat" in seen.text]) == 1
