import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.cookie import Cookies, new_visitor
from tests.channels.webchat.conftest import Visitor


def request_with(cookie: str) -> Request:
    return Request({"type": "http", "headers": [(b"cookie", cookie.encode())]})


def given_by(cookies: Cookies, visitor: str) -> str:
    response = Response()
    cookies.give(response, visitor)
    return response.headers["set-cookie"]


def test_a_cookie_names_its_visitor_again() -> None:
    cookies = Cookies(b"k" * 32, secure=False)
    given = given_by(cookies, "rina").partition(";")[0]
    assert cookies.visitor(request_with(given)) == "rina"


def test_a_cookie_of_another_key_is_nobodys() -> None:
    given = given_by(Cookies(b"x" * 32, secure=False), "rina").partition(";")[0]
    assert Cookies(b"k" * 32, secure=False).visitor(request_with(given)) is None


def test_a_changed_cookie_is_nobodys() -> None:
    cookies = Cookies(b"k" * 32, secure=False)
    given = given_by(cookies, "rina").partition(";")[0]
    assert cookies.visitor(request_with(given.replace("pandu=", "pandu=A"))) is None


@pytest.mark.parametrize("home", ["https://pandu.example", "http://127.0.0.1:8080"])
def test_scripts_and_other_sites_do_not_get_it(home: str) -> None:
    secure = home.startswith("https:")
    given = given_by(Cookies(b"k" * 32, secure=secure), "rina")
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    assert ("Secure" in given) is secure


def test_visitors_are_many() -> None:
    assert len({new_visitor() for _ in range(1000)}) == 1000
    assert len(new_visitor()) >= 22


def test_the_visitor_stays_the_same_while_they_come_back(visitor: Visitor) -> None:
    before = visitor.reads()
    visitor.open()
    assert visitor.reads() == before
