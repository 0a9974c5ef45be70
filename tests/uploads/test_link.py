"""Whose page it is: looking consumes nothing, one browser gets it, everybody else a kind 410."""

from collections.abc import Callable

import pytest

from tests.channels.webchat.conftest import Visitor
from tests.uploads.conftest import Page, press

HTML = {"accept": "text/html"}


@pytest.fixture
def link(page: Page) -> str:
    """As it was written into the chat, not opened yet."""
    page.visitor.types("/berkas")
    page.client.post("/demo/clock", json={"forward": 1})
    (message,) = [e["message"] for e in page.visitor.types("/berkas") if "message" in e]
    url = str(message["links"][0]["url"])
    return url[url.index("/u/") :]


def test_looking_at_it_consumes_nothing(link: str, newcomer: Callable[[], Visitor]) -> None:
    for _ in range(3):
        seen = newcomer().client.get(link, headers=HTML)
        assert seen.status_code == 200
        assert "set-cookie" not in seen.headers
    assert newcomer().client.post(f"{link}/open").status_code == 200


def test_the_button_binds_it_to_one_browser(link: str, newcomer: Callable[[], Visitor]) -> None:
    first, second = newcomer().client, newcomer().client
    first.post(f"{link}/open")
    assert 'id="lines"' in first.get(link, headers=HTML).text
    for answer in (second.get(link, headers=HTML), second.post(f"{link}/open", headers=HTML)):
        assert answer.status_code == 410
    assert "minta tautan baru" in second.get(link, headers=HTML).text
    assert 'id="start"' not in second.get(link, headers=HTML).text


@pytest.mark.parametrize("path", ["papers", "papers/1/1", "kit"])
def test_nothing_behind_it_is_shown_to_others(
    link: str, newcomer: Callable[[], Visitor], path: str
) -> None:
    newcomer().client.post(f"{link}/open")
    other = newcomer().client.get(f"{link}/{path}")
    assert other.status_code == 410
    assert set(other.json()) == {"error"}


def test_another_account_of_the_same_browser_is_another_page(
    page: Page, newcomer: Callable[[], Visitor]
) -> None:
    other = newcomer()
    other.open()
    other.comes()
    press(other, "Setuju")
    press(other, "Sudah saya baca")
    own = other.client.post("/u/new").text
    assert other.client.get(f"{own}/papers").status_code == 200
    assert other.client.get(f"{page.url}/papers").status_code == 410


@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 3000, "%00", "..%2f.."])
def test_what_nobody_made_is_gone(page: Page, token: str) -> None:
    answer = page.client.get(f"/u/{token}", headers=HTML)
    assert answer.status_code in {404, 410}


def test_it_ends_with_the_registration(link: str, page: Page) -> None:
    page.client.post("/demo/clock", json={"to": "2025-12-22T16:20:00+07:00"})
    assert page.client.get(link, headers=HTML).status_code == 410
    assert page.client.get(page.url, headers=HTML).status_code == 410


def test_a_page_made_afterwards_shows_what_is_there_and_takes_nothing(page: Page) -> None:
    page.client.post("/demo/clock", json={"to": "2025-12-23T09:00:00+07:00"})
    late = page.client.post("/u/new").text
    shown = page.client.get(late, headers=HTML).text
    assert 'id="lines"' in shown
    assert 'id="drop"' not in shown


def test_before_consent_there_is_no_page(visitor: Visitor) -> None:
    refused = visitor.client.post("/u/new")
    assert refused.status_code == 403
    assert refused.json()["error"]


def test_without_a_chat_there_is_no_page(newcomer: Callable[[], Visitor]) -> None:
    assert newcomer().client.post("/u/new").status_code == 401


def test_the_page_keeps_itself_to_itself(page: Page) -> None:
    headers = page.client.get(page.url, headers=HTML).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "script-src 'self'" in headers["content-security-policy"]
