"""Signing in and out."""

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from httpx2 import Response
from sqlalchemy.exc import OperationalError
from starlette.responses import Response as Answer
from starlette.testclient import TestClient

from bot.clock import Clock
from bot.console.cookie import NAME, give
from bot.signing_in import hashed, new_secret
from tests.console.conftest import Worker, console_of, sign_in

PASSWORD, SECRET = "kata sandi yang panjang", new_secret()
HASHED = hashed(PASSWORD)
Works = Callable[..., Worker]


@pytest.fixture
def siti(works: Works) -> Worker:
    """Somebody with a password, who is not signed in, and whose codes are all unused."""
    worker = works("reader", name="Siti", signed_in=False)
    worker.console.people.set_password(worker.member.id, HASHED, SECRET)
    return worker


def code() -> str:
    return pyotp.TOTP(SECRET).now()


def enters(client: TestClient, **fields: str) -> int:
    """The status of the answer to the form."""
    sign = sign_in(client.get("/console/masuk").text)
    given = {"name": "Siti", "password": PASSWORD, "code": code(), "sign": sign, **fields}
    return client.post("/console/masuk", data=given, follow_redirects=False).status_code


def test_password_and_code_lead_in(siti: Worker) -> None:
    assert enters(siti.client) == 303
    assert "Ikhtisar" in siti.sees()


@pytest.mark.parametrize(
    "wrong",
    [{"password": "lain"}, {"code": "000000"}, {"name": "Budi"}, {"code": ""}, {"name": ""}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_same_is_said_whatever_was_wrong(siti: Worker, wrong: dict[str, str]) -> None:
    assert enters(siti.client, **wrong) == 401
    answer = siti.client.get("/console", follow_redirects=False)
    assert answer.status_code == 303


def test_a_code_leads_in_once(siti: Worker, stranger: TestClient) -> None:
    given = code()
    assert enters(siti.client, code=given) == 303
    assert enters(stranger, code=given) == 401


def test_the_cookie_is_another_one_after_signing_in(siti: Worker) -> None:
    siti.client.get("/console/masuk")
    before = siti.client.cookies[NAME]
    enters(siti.client)
    assert siti.client.cookies[NAME] != before


def test_a_cookie_that_was_set_before_is_worth_nothing_afterwards(siti: Worker) -> None:
    siti.client.get("/console/masuk")
    planted = siti.client.cookies[NAME]
    enters(siti.client)
    assert siti.console.sessions.whose(planted, Clock().now()) is None


def test_the_cookie_is_the_browsers_alone(siti: Worker) -> None:
    given = siti.client.get("/console/masuk").headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    assert "Path=/console" in given


def test_a_link_shows_a_button_and_the_button_works_once(
    works: Works, stranger: TestClient
) -> None:
    budi = works("reader", name="Budi", signed_in=False)
    token = budi.console.sessions.make_link(budi.member, Clock().now())
    assert stranger.get(f"/console/masuk/{token}").status_code == 200
    page = stranger.get(f"/console/masuk/{token}")
    sign = {"sign": sign_in(page.text)}
    assert stranger.post(f"/console/masuk/{token}", data=sign).status_code == 200
    again = budi.client.get(f"/console/masuk/{token}")
    assert again.status_code == 410
    assert "sudah dipakai" in again.text


def test_a_link_that_was_used_by_another_lets_nobody_in(works: Works) -> None:
    budi = works("reader", name="Budi", signed_in=False)
    token = budi.console.sessions.make_link(budi.member, Clock().now())
    sign = sign_in(budi.client.get(f"/console/masuk/{token}").text)
    budi.console.sessions.use_link(token, Clock().now())
    late = budi.client.post(f"/console/masuk/{token}", data={"sign": sign})
    assert late.status_code == 410
    assert budi.client.get("/console", follow_redirects=False).status_code == 303


def test_signing_out_ends_the_session(works: Works) -> None:
    worker = works("reader")
    token = worker.client.cookies[NAME]
    assert worker.sends("/keluar").headers["location"] == "/console/masuk"
    assert worker.console.sessions.whose(token, Clock().now()) is None
    assert worker.client.get("/console", follow_redirects=False).status_code == 303


def test_they_come_to_the_page_they_wanted(siti: Worker) -> None:
    wanted = siti.client.get("/console/staff", follow_redirects=False).headers["location"]
    page = siti.client.get(wanted).text
    assert re.search(r'name="to" value="/console/staff"', page)


@pytest.mark.parametrize(
    ("to", "leads"),
    [
        ("/console/staff", "/console/staff"),
        ("https://elsewhere.example/", "/console"),
        ("//elsewhere.example", "/console"),
        ("/console//elsewhere.example", "/console"),
        ("/console/\\elsewhere", "/console"),
        ("/console/a\r\nX: y", "/console"),
        ("/consoles", "/console"),
    ],
)
def test_nobody_is_led_away_from_here(siti: Worker, to: str, leads: str) -> None:
    sign = sign_in(siti.client.get("/console/masuk").text)
    given = {"name": "Siti", "password": PASSWORD, "code": code(), "sign": sign, "to": to}
    answer = siti.client.post("/console/masuk", data=given, follow_redirects=False)
    assert answer.headers["location"] == leads


def test_guessing_is_slowed_down(siti: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siti.console.chat.limits, "_on", True)
    answers = [enters(siti.client, password="tebakan") for _ in range(7)]
    assert answers == [401] * 5 + [429] * 2


def test_who_lost_access_is_led_out_at_once(works: Works, administrator: Worker) -> None:
    worker = works("reader", name="Rudi")
    assert administrator.sends(f"/staff/{worker.member.id}").status_code == 303
    assert worker.client.get("/console", follow_redirects=False).status_code == 303
    assert administrator.sends(f"/staff/{worker.member.id}").status_code == 303
    worker.signs_in()
    assert "Rudi" in worker.sees()


def test_nobody_takes_their_own_access(administrator: Worker) -> None:
    assert administrator.sends(f"/staff/{administrator.member.id}").status_code == 404
    assert administrator.sends("/staff/999999").status_code == 404


def test_a_session_that_slept_is_over(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = works("reader")
    later = Clock().now() + timedelta(minutes=31)
    monkeypatch.setattr(worker.console.world, "now", lambda: later)
    assert worker.client.get("/console", follow_redirects=False).status_code == 303


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = works("reader")
    now = Clock().now()

    def part_after(minutes: int) -> Response:
        later = now + timedelta(minutes=minutes)
        monkeypatch.setattr(worker.console.world, "now", lambda: later)
        return worker.client.get("/console", headers={"HX-Request": "true"})

    assert [part_after(minutes).status_code for minutes in (10, 20, 29)] == [200] * 3
    assert part_after(31).headers["hx-redirect"] == "/console/masuk"


def test_behind_tls_the_cookie_never_leaves_it() -> None:
    response = Answer()
    give(response, "token", secure=True)
    assert "Secure" in response.headers["set-cookie"]


def test_the_language_is_chosen_and_remembered(works: Works) -> None:
    worker = works("reader")
    assert "<h1>Ikhtisar</h1>" in worker.sees()
    assert "<h1>Overview</h1>" in worker.sees("?lang=en")
    assert "<h1>Overview</h1>" in worker.sees()


def test_a_database_that_is_down_is_said(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = works("reader")

    def down(*_: object, **__: object) -> None:
        raise OperationalError("", None, Exception())

    monkeypatch.setattr(worker.console.sessions, "whose", down)
    answer = worker.client.get("/console")
    assert answer.status_code == 503
    assert "Mohon coba lagi" in answer.text


def test_a_form_that_is_too_large_is_not_read(works: Works) -> None:
    worker = works("reader")
    answer = worker.client.post(
        "/console/keluar", content=b"", headers={"Content-Length": "99999999"}
    )
    assert answer.status_code == 413
    assert console_of(worker.client) is worker.console
