"""The whole program with mail: a code and its letter, a stop by link, what comes back."""

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import create_engine, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.channels.email import webhook
from bot.stopping import page
from handlers.message_received import TooBusyError
from storage.schema import addresses
from storage.store import Store
from storage.writer import DatabaseDownError
from tests.channels.email.conftest import Mailbox
from tests.channels.webchat.conftest import HERE, Visitor

SECRET = "a-secret-of-the-mail"
EMAIL = "siti@contoh.id"


@pytest.fixture
def server() -> Iterator[Mailbox]:
    """A mail server on a loop of its own, as it is on a machine of its own."""
    loop, found = asyncio.new_event_loop(), Mailbox()
    listening = loop.run_until_complete(
        loop.create_server(lambda: found.door(loop), "127.0.0.1", 0)
    )
    found.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield found
    loop.call_soon_threadsafe(found.hang_up)
    loop.call_soon_threadsafe(listening.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def program(tmp_path: Path, server: Mailbox) -> Iterator[TestClient]:
    variables = {
        "PANDU_DATA_DIR": str(tmp_path / "data"),
        "PANDU_NOW": "2025-12-18T08:00+07:00",
        "PANDU_SMTP_URL": server.url,
        "PANDU_MAIL_FROM": "Pandu <pandu@contoh.id>",
        "PANDU_MAIL_WEBHOOK_SECRET": SECRET,
    }
    with TestClient(build_app(settings.load(variables)), HERE) as running:
        yield running


@pytest.fixture
def visitor(program: TestClient) -> Visitor:
    found = Visitor(program)
    found.open()
    found.comes()
    return found


def texts(entries: list[dict[str, Any]]) -> str:
    return "\n".join(entry["message"]["text"] for entry in entries if "message" in entry)


def agrees(visitor: Visitor) -> None:
    visitor.types("setuju")
    visitor.types("sudah saya baca")


def comes(server: Mailbox, count: int) -> None:
    """Returns once so many letters came."""
    becomes(lambda: len(server.came) >= count)


def becomes(true: Callable[[], bool], every: float = 0.05) -> None:
    """Returns once it is; the program goes on meanwhile."""
    never = threading.Event()
    for _ in range(200):
        if true():
            return
        never.wait(every)
    raise AssertionError("it did not come to that")


def blocked(program: TestClient) -> bool:
    """Is there an address to which nothing more goes?"""
    app = cast("Starlette", program.app)
    engine = create_engine(app.state.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(select(addresses.c.id).where(addresses.c.blocked_at > 0)).all()
    engine.dispose()
    return bool(found)


def dropped(program: TestClient) -> set[str]:
    """Why occasions were not told."""
    store: Store = cast("Starlette", program.app).state.store
    assert program.portal is not None
    counts = program.portal.call(store.planning().counts, "ppkukm-koperasi-2026")
    return {reason for _, _, status, reason, _ in counts if status == "dropped"}


def code_of(server: Mailbox) -> str:
    part = server.letters[-1].get_body(("plain",))
    assert part is not None
    found = re.search(r"\b\d{6}\b", part.get_content())
    assert found
    return found[0]


def confirms(visitor: Visitor, server: Mailbox) -> str:
    """What was answered to the code."""
    agrees(visitor)
    visitor.types("kontak")
    visitor.types(EMAIL)
    comes(server, 1)
    return texts(visitor.types(code_of(server)))


def link_of(server: Mailbox) -> str:
    return (
        str(server.letters[-1]["List-Unsubscribe"])
        .strip("<>")
        .removeprefix("http://127.0.0.1:8080")
    )


def reminded(program: TestClient, server: Mailbox) -> str:
    """The link to stop, from the first reminder that came by mail."""
    moved = program.post("/demo/clock", json={"to": "2025-12-21T16:00:30+07:00"})
    assert moved.status_code == 200
    comes(server, 2)
    return link_of(server)


def test_an_address_is_confirmed_by_the_code_in_the_letter(
    visitor: Visitor, server: Mailbox
) -> None:
    agrees(visitor)
    visitor.types("kontak")
    assert "sedang dikirim" in texts(visitor.types(EMAIL))
    comes(server, 1)
    assert server.to == [EMAIL]
    code = code_of(server)
    wrong = "000000" if code != "000000" else "111111"
    assert "belum cocok" in texts(visitor.types(wrong))
    assert "sudah dikonfirmasi" in texts(visitor.types(code))
    assert code not in texts(visitor.reads())


def test_the_page_cannot_say_that_a_code_was_right(visitor: Visitor, server: Mailbox) -> None:
    agrees(visitor)
    visitor.types("kontak")
    visitor.types(EMAIL)
    body = {"type": "coded", "text": "123456", "outcome": "right"}
    answer = visitor.client.post("/chat/say", json={"id": "forged-1", "after": 0, "said": body})
    assert answer.status_code == 400


def test_a_reminder_comes_by_mail_and_stops_by_its_link(
    program: TestClient, visitor: Visitor, server: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    confirms(visitor, server)
    visitor.types("Siti Aminah")
    link = reminded(program, server)
    letter = server.letters[-1]
    assert str(letter["To"]) == f"Siti Aminah <{EMAIL}>"
    shown = program.get(link)
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert "Hentikan semua pesan" in shown.text
    bare = TestClient(program.app, HERE)
    bare.portal = program.portal
    for _ in range(2):
        done = bare.post(link, data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert "sudah dihentikan" in done.text
    program.post("/demo/clock", json={"to": "2025-12-22T13:00:30+07:00"})
    becomes(lambda: "stopped" in dropped(program))
    assert len(server.came) == 2
    assert EMAIL not in caplog.text
    assert code_of_first(server) not in caplog.text


def code_of_first(server: Mailbox) -> str:
    part = server.letters[0].get_body(("plain",))
    assert part is not None
    found = re.search(r"\b\d{6}\b", part.get_content())
    assert found
    return found[0]


@pytest.mark.parametrize("error", [DatabaseDownError, TooBusyError])
def test_while_nothing_can_be_stored_mail_programs_are_asked_to_come_again(
    program: TestClient,
    visitor: Visitor,
    server: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    async def down(*_: object) -> None:
        raise error

    confirms(visitor, server)
    link = reminded(program, server)
    monkeypatch.setattr(page, "stopped", down)
    monkeypatch.setattr(webhook, "contact_bounced", down)
    answer = program.post(link)
    assert (answer.status_code, "Belum berhasil" in answer.text) == (503, True)
    report = {"type": "complaint", "address": EMAIL}
    told = program.post("/webhooks/mail", json=report, headers={"x-pandu-secret": SECRET})
    assert (told.status_code, told.content) == (503, b"")


@pytest.mark.parametrize("token", ["x", "A" * 32, "%00", "é"])
def test_a_link_of_nobody_leads_nowhere(program: TestClient, token: str) -> None:
    assert program.get(f"/berhenti/{token}").status_code == 404
    assert program.post(f"/berhenti/{token}").status_code == 404


def test_mail_that_comes_back_is_told_in_the_talk_and_nothing_more_goes_there(
    program: TestClient, visitor: Visitor, server: Mailbox
) -> None:
    confirms(visitor, server)
    assert "belum bisa dikirim" not in texts(visitor.types("berkas"))
    for _ in range(2):
        answer = program.post(
            "/webhooks/mail",
            json={"type": "bounce", "address": EMAIL, "status": "5.1.1"},
            headers={"x-pandu-secret": SECRET},
        )
        assert (answer.status_code, answer.content) == (200, b"")
    assert "belum bisa dikirim" in texts(visitor.types("berkas"))
    program.post("/demo/clock", json={"to": "2025-12-21T16:00:30+07:00"})
    becomes(lambda: "Pengingat: pendaftaran" in texts(visitor.reads()))
    assert len(server.came) == 1


def test_a_mailbox_that_the_server_refuses_is_told_in_the_talk(
    program: TestClient, visitor: Visitor, server: Mailbox
) -> None:
    confirms(visitor, server)
    server.answers = {"RCPT": ["550 5.1.1 no such user"]}
    program.post("/demo/clock", json={"to": "2025-12-21T16:00:30+07:00"})
    becomes(lambda: blocked(program))
    becomes(lambda: "belum bisa dikirim" in texts(visitor.types("berkas")), every=0.5)
    assert len(server.came) == 1


@pytest.mark.parametrize(("headers", "body", "status"), [
    ({}, b"[]", 401), ({"x-pandu-secret": "wrong"}, b"[]", 401),
    ({"x-pandu-secret": "\u00e9".encode("latin-1")}, b"[]", 401),
    ({"x-pandu-secret": SECRET}, b"{", 200), ({"x-pandu-secret": SECRET}, b"[" * 100_000, 200),
    ({"x-pandu-secret": SECRET}, b'{"type":"bounce","address":"a@b.id"}', 200),
    ({"x-pandu-secret": SECRET}, b" " * (2 << 20), 413),
])  # fmt: skip
def test_the_secret_comes_first_and_nothing_makes_it_fall(
    program: TestClient, headers: dict[str, Any], body: bytes, status: int
) -> None:
    whole = {**headers, "content-type": "application/json"}
    answer = program.post("/webhooks/mail", content=body, headers=whole)
    assert (answer.status_code, answer.content) == (status, b"")


def test_without_mail_nobody_is_let_in(variables: dict[str, str]) -> None:
    with TestClient(build_app(settings.load(variables, demo=True)), HERE) as running:
        answer = running.post("/webhooks/mail", json=[], headers={"x-pandu-secret": ""})
    assert answer.status_code == 401


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    return {"PANDU_DATA_DIR": str(tmp_path / "data")}
