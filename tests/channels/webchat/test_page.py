import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.webchat.desk import Desk
from tests.channels.webchat.conftest import Visitor

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \u2028 & '\""


def start_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="start">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


@pytest.mark.parametrize(
    ("headers", "path", "language"),
    [
        ({}, "/", "id"),
        ({"Accept-Language": "de-DE,de;q=0.9"}, "/", "id"),
        ({"Accept-Language": "en-GB,en;q=0.9,id;q=0.8"}, "/", "en"),
        ({"Accept-Language": "en;q=0.3, id-ID"}, "/", "id"),
        ({"Accept-Language": "en;q=nonsense, id;q=0.1"}, "/", "id"),
        ({"Accept-Language": "id"}, "/?lang=en", "en"),
        ({"Accept-Language": "id"}, "/?lang=xx", "id"),
    ],
)
def test_page_speaks_the_wished_language(
    newcomer: Callable[[], Visitor], headers: dict[str, str], path: str, language: str
) -> None:
    page = newcomer().client.get(path, headers={"Accept-Language": "", **headers}).text
    assert f'<html lang="{language}">' in page
    assert start_of(page)["language"] == language


def test_chosen_language_is_remembered(newcomer: Callable[[], Visitor]) -> None:
    browser = newcomer().client
    browser.get("/?lang=en", headers={"Accept-Language": "id"})
    assert '<html lang="en">' in browser.get("/", headers={"Accept-Language": "id"}).text


def test_a_changed_language_is_said_to_the_talk(visitor: Visitor) -> None:
    start = start_of(visitor.client.get("/?lang=en").text)
    entries = visitor.says({"type": "pressed", "token": start["speak"]})
    assert "Bapak/Ibu" not in entries[-1]["message"]["text"]
    assert start_of(visitor.open())["speak"] == ""


def test_page_is_strict(newcomer: Callable[[], Visitor]) -> None:
    headers = newcomer().client.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_page_has_no_script_or_style_inline(newcomer: Callable[[], Visitor]) -> None:
    page = newcomer().open()
    bodies = re.findall(r"<script(?![^>]*application/json)[^>]*>(.*?)</script>", page, re.DOTALL)
    assert bodies
    assert not any(body.strip() for body in bodies)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)


def test_page_names_only_what_is_served(newcomer: Callable[[], Visitor]) -> None:
    browser = newcomer().client
    addresses = set(re.findall(r'(?:href|src)="(/chat/static/[^"]+)"', browser.get("/").text))
    assert {address.rpartition(".")[2] for address in addresses} == {"js", "css", "svg", "woff2"}
    assert all(browser.get(address).status_code == 200 for address in addresses)


def test_page_says_what_to_do_without_script(newcomer: Callable[[], Visitor]) -> None:
    assert re.search(r"<noscript>.*JavaScript.*www\.", newcomer().open(), re.DOTALL)


def test_talk_stands_in_the_page(visitor: Visitor) -> None:
    visitor.types(HOSTILE)
    page = visitor.open()
    start = start_of(page)
    assert [entry["text"] for entry in start["entries"] if entry["from"] == "me"] == [HOSTILE]
    assert start["cursor"] == visitor.cursor
    assert "<img" not in page.partition('id="start"')[2]
    assert "\u2028" not in page


def test_page_is_pressed_and_small(newcomer: Callable[[], Visitor]) -> None:
    browser = newcomer().client
    pressed = browser.get("/", headers={"Accept-Encoding": "gzip"})
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert int(pressed.headers["Content-Length"]) < 6000
    plain = browser.get("/", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize(
    ("language", "sentence"), [("id", "Halaman tidak ditemukan"), ("en", "Page not found")]
)
def test_unknown_address_is_kind(
    newcomer: Callable[[], Visitor], language: str, sentence: str
) -> None:
    response = newcomer().client.get("/nowhere", headers={"Accept-Language": language})
    assert response.status_code == 404
    assert sentence in response.text
    assert 'href="/"' in response.text


def test_own_fault_is_told_without_its_cause(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("secret cause")

    monkeypatch.setattr(Desk, "answer", fail)
    response = visitor.client.get("/", headers={"Accept-Language": "id"})
    assert response.status_code == 500
    assert "Ada gangguan di pihak kami" in response.text
    assert "secret" not in response.text


@pytest.mark.parametrize(
    ("language", "right"), [("id", "cabut persetujuan"), ("en", "withdraw consent")]
)
def test_privacy_is_told_with_the_words_that_work(
    visitor: Visitor, language: str, right: str
) -> None:
    page = visitor.client.get(f"/privasi?lang={language}").text
    assert right in page
    assert f'<html lang="{language}">' in page
    visitor.types("setuju")
    keys = [entry["message"]["key"] for entry in visitor.types(right) if "message" in entry]
    assert keys == ["withdraw"]
