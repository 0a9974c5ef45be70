"""The least HTTP client: what it reads, what it keeps open, and what it knows when a call fails."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.delivery.wire import NeverLeftError, NoAnswerError, Wire
from tests.delivery.scripted import OK, Line, Script, Server, answer, serving

LONG, SHORT = 30.0, 0.05
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def once(*parts: bytes) -> Script:
    """Answers one request with `parts`, then waits for the other side to close."""

    async def script(line: Line) -> None:
        await line.asked()
        await line.say(*parts)
        await line.hung_up()

    return script


async def asked(server: Server, patience: float = LONG) -> bytes:
    """One call over a client of its own."""
    wire = Wire(server.url, patience, 1)
    try:
        return await wire.post("/a", b"{}")
    finally:
        wire.close()


async def test_a_request_is_what_was_given() -> None:
    heard: list[tuple[str, bytes]] = []

    async def script(line: Line) -> None:
        heard.append(await line.asked())
        await line.say(OK)

    async with serving(script) as server:
        assert await asked(server) == b"{}"
    assert heard == [("POST /a HTTP/1.1", b"{}")]


def test_the_path_of_a_base_has_no_slash_at_its_end() -> None:
    assert Wire.path("https://a.example/b/c/") == "/b/c"
    assert Wire.path("https://a.example") == ""


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",), b"hello"),
        ((b"HTTP/1.1 200 OK\r\nContent-Le", b"ngth: 5\r\n\r\nhe", b"llo"), b"hello"),
        ((CHUNKED, b"2\r\nhe\r\n", b"3\r\nllo\r\n0\r\n\r\n"), b"hello"),
        ((b"HTTP/1.1 429 Too Many\r\nContent-Length: 2\r\n\r\nno",), b"no"),
        ((b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",), b""),
    ],
    ids=["whole", "in pieces", "chunked", "a refusal", "an empty body"],
)
async def test_the_body_comes_whole_whatever_the_status(
    parts: tuple[bytes, ...], body: bytes
) -> None:
    async with serving(once(*parts)) as server:
        assert await asked(server) == body


async def test_a_connection_is_used_again() -> None:
    async with serving(answer) as server:
        wire = Wire(server.url, LONG, 4)
        for _ in range(5):
            assert await wire.post("/a", b"{}") == b"{}"
        wire.close()
        assert server.connections == 1


async def test_connection_close_is_obeyed() -> None:
    closing = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
    async with serving(once(closing), answer) as server:
        wire = Wire(server.url, LONG, 4)
        assert [await wire.post("/a", b"{}") for _ in range(3)] == [b"{}"] * 3
        wire.close()
        assert server.connections == 2


async def test_a_connection_that_the_server_ended_while_idle_is_not_used() -> None:
    gone = asyncio.Event()

    async def tired(line: Line) -> None:
        await line.asked()
        await line.say(OK)
        line.end()
        await line.hung_up()
        gone.set()

    async with serving(tired, answer) as server:
        wire = Wire(server.url, LONG, 4)
        assert await wire.post("/a", b"{}") == b"{}"
        await gone.wait()
        assert await wire.post("/a", b"{}") == b"{}"
        wire.close()
        assert server.connections == 2


async def test_without_a_server_nothing_left() -> None:
    async with serving(answer) as server:
        pass
    with pytest.raises(NeverLeftError):
        await asked(server)


async def resetting(line: Line) -> None:
    await line.asked()
    line.reset()


async def ending_half_way(line: Line) -> None:
    await line.asked()
    await line.say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")


async def without_length(line: Line) -> None:
    """A body that ends with the connection may be half of one."""
    await line.asked()
    await line.say(b"HTTP/1.1 200 OK\r\n\r\n{}")


@pytest.mark.parametrize(
    "script",
    [
        resetting,
        ending_half_way,
        without_length,
        once(b"\x16\x03\x01 this is not HTTP\r\n\r\n"),
        once(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
        once(CHUNKED, b"zz\r\n"),
    ],
    ids=["reset", "half", "no length", "garbage", "bad length", "bad chunk"],
)
async def test_what_became_of_a_request_without_a_whole_answer_is_not_known(
    script: Script,
) -> None:
    async with serving(script) as server:
        with pytest.raises(NoAnswerError):
            await asked(server)


async def test_garbage_before_the_request_is_no_answer_either() -> None:
    async def rude(line: Line) -> None:
        await line.say(b"SSH-2.0-OpenSSH_9.2\r\n")
        await line.hung_up()

    async with serving(rude) as server:
        with pytest.raises(NoAnswerError):
            await asked(server)


async def test_silence_is_borne_only_so_long_and_its_connection_is_ended() -> None:
    ended = asyncio.Event()

    async def silent(line: Line) -> None:
        await line.asked()
        await line.hung_up()
        ended.set()

    async with serving(silent, answer) as server:
        wire = Wire(server.url, SHORT, 1)
        with pytest.raises(NoAnswerError):
            await wire.post("/a", b"{}")
        await ended.wait()
        wire.close()
        assert await asked(server) == b"{}"


async def test_a_cancelled_call_leaves_no_connection_behind() -> None:
    heard, ended = asyncio.Event(), asyncio.Event()

    async def silent(line: Line) -> None:
        await line.asked()
        heard.set()
        await line.hung_up()
        ended.set()

    async with serving(silent) as server:
        wire = Wire(server.url, LONG, 1)
        call = asyncio.create_task(wire.post("/a", b"{}"))
        await heard.wait()
        call.cancel()
        await asyncio.wait([call])
        await ended.wait()


async def test_more_calls_than_connections_wait_and_all_are_answered() -> None:
    at_once, most = 0, 0

    async def counting(line: Line) -> None:
        nonlocal at_once, most
        while True:
            await line.asked()
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1
            await line.say(OK)

    async with serving(counting) as server:
        wire = Wire(server.url, LONG, 3)
        answers = await asyncio.gather(*(wire.post("/a", b"{}") for _ in range(40)))
        wire.close()
        assert answers == [b"{}"] * 40
        assert server.connections <= 3
        assert most <= 3


async def test_who_waited_for_room_too_long_is_not_sent() -> None:
    heard = asyncio.Event()

    async def silent(line: Line) -> None:
        await line.asked()
        heard.set()
        await line.hung_up()

    async with serving(silent) as server:
        wire = Wire(server.url, LONG, 1)
        first = asyncio.create_task(wire.post("/a", b"{}", SHORT))
        await heard.wait()
        with pytest.raises(NeverLeftError):
            await wire.post("/b", b"{}", SHORT / 10)
        with pytest.raises(NoAnswerError):
            await first
        assert server.connections == 1
        wire.close()


async def test_a_file_has_its_status_and_its_limit() -> None:
    head = b"HTTP/1.1 404 X\r\nContent-Length: 4\r\n\r\n"
    async with serving(once(head, b"gone"), once(head, b"gone")) as server:
        wire = Wire(server.url, LONG, 1)
        assert await wire.get("/a", 4) == (404, b"gone")
        wire.close()
        with pytest.raises(NoAnswerError):
            await wire.get("/a", 3)
        wire.close()


async def test_a_failed_call_gives_its_room_back() -> None:
    async with serving(resetting, answer) as server:
        wire = Wire(server.url, LONG, 1)
        with pytest.raises(NoAnswerError):
            await wire.post("/a", b"{}")
        assert await wire.post("/a", b"{}") == b"{}"
        wire.close()


def certified(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A self-signed certificate for `host`, and a server's context with it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), False)  # noqa: FBT003 - cryptography's own signature
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return certificate, context


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    _, context = certified(tmp_path, "127.0.0.1")
    async with serving(answer, tls=context) as server:
        with pytest.raises(NeverLeftError):
            await asked(server)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2"])
async def test_a_known_certificate_is_taken_for_its_own_host_alone(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, context = certified(tmp_path, host)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with serving(answer, tls=context) as server:
        if host in server.url:
            assert await asked(server) == b"{}"
        else:
            with pytest.raises(NeverLeftError):
                await asked(server)
