import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bot.channels.webchat.desk import Desk
from bot.channels.webchat.refused import RefusedError
from tests.channels.webchat.conftest import Visitor

GREET = {"id": "opened", "after": 0, "said": {"type": "opened", "language": "id"}}


def test_whoever_comes_is_greeted_and_asked_for_consent(newcomer: Callable[[], Visitor]) -> None:
    visitor = newcomer()
    visitor.open()
    entries = visitor.comes()
    assert [entry["message"]["key"] for entry in entries] == ["greeting", "consent"]
    assert {entry["from"] for entry in entries} == {"pandu"}
    assert visitor.reads() == entries


def test_a_repeated_event_changes_nothing(visitor: Visitor) -> None:
    first = visitor.says({"type": "typed", "text": "setuju"}, "same-id")
    before = visitor.reads()
    again = {"id": "same-id", "after": first[0]["seq"] - 1, "said": {"type": "typed", "text": "x"}}
    assert visitor.client.post("/chat/say", json=again).json()["entries"] == first
    assert visitor.reads() == before


def test_the_same_id_of_two_people_are_two_events(newcomer: Callable[[], Visitor]) -> None:
    for person in (newcomer(), newcomer()):
        person.open()
        assert person.says({"type": "opened", "language": "id"}, "opened")


def test_what_was_said_is_shown_as_it_was_written(visitor: Visitor) -> None:
    text = "<b>halo</b> *x* &amp; \U0001f600"
    echo = next(entry for entry in visitor.types(text) if entry["from"] == "me")
    assert echo["text"] == text


def test_an_outdated_cursor_gets_everything_since(visitor: Visitor) -> None:
    visitor.types("setuju")
    visitor.cursor = 0
    assert [entry["seq"] for entry in visitor.types("lanjut")] == [
        entry["seq"] for entry in visitor.reads()
    ]


def test_long_words_are_cut_not_refused(visitor: Visitor) -> None:
    echo = next(entry for entry in visitor.types("a" * 5000) if entry["from"] == "me")
    assert echo["text"] == "a" * 4000


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b'{"id": "\xff"}', {}, 400),
        (b'{"id": "ab", "after": 0, "said": {"type": "typed", "text": "x"}}', {}, 400),
        (b'{"id": "abcdef\\n", "after": 0, "said": {"type": "typed", "text": "x"}}', {}, 400),
        (b'{"id": "abcdef", "after": -1, "said": {"type": "typed", "text": "x"}}', {}, 400),
        (b'{"id": "abcdef", "after": 0, "said": {"type": "shouted", "text": "x"}}', {}, 400),
        (b'{"id": "abcdef", "after": 0, "said": {"type": "typed", "text": " \\n"}}', {}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"{}", {"Origin": "https://elsewhere.example"}, 403),
        (b"{}", {"Origin": "null"}, 403),
        (b"{}", {"Sec-Fetch-Site": "cross-site"}, 403),
        (b" " * (64 * 1024 + 1), {}, 413),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    visitor: Visitor, body: bytes, headers: dict[str, str], status: int
) -> None:
    before = visitor.reads()
    given = {"Content-Type": "application/json", **headers}
    response = visitor.client.post("/chat/say", content=body, headers=given)
    assert response.status_code == status
    assert re.fullmatch(r"[A-Z].*\.", response.json()["error"])
    assert visitor.reads() == before


@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {}])
def test_own_page_may_send(visitor: Visitor, headers: dict[str, str]) -> None:
    response = visitor.client.post("/chat/say", json={**GREET, "id": "own-page"}, headers=headers)
    assert response.status_code == 200


def test_public_address_counts_behind_a_proxy(visitor: Visitor) -> None:
    object.__setattr__(visitor.chat, "home", "https://pandu.example")
    headers = {"Origin": "https://pandu.example"}
    response = visitor.client.post("/chat/say", json={**GREET, "id": "by-proxy"}, headers=headers)
    assert response.status_code == 200
    assert "max-age" in visitor.client.get("/").headers["Strict-Transport-Security"]


@pytest.mark.parametrize("after", ["-1", "x", "1e3", "\u0661", "99999999999"])
def test_a_strange_cursor_is_refused(visitor: Visitor, after: str) -> None:
    assert visitor.client.get("/chat/messages", params={"after": after}).status_code == 400


@pytest.mark.parametrize("cookie", ["", "nonsense", "ImEi.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"])
def test_a_stranger_is_told_to_reload(newcomer: Callable[[], Visitor], cookie: str) -> None:
    client: TestClient = newcomer().client
    headers = {"Cookie": f"pandu={cookie}"}
    for response in (
        client.get("/chat/messages?after=0", headers=headers),
        client.post("/chat/say", json=GREET, headers=headers),
        client.get("/chat/look", headers=headers),
        client.post("/chat/code", json={}, headers=headers),
    ):
        assert response.status_code == 401
        assert response.json()["error"]


def test_talks_are_kept_apart(newcomer: Callable[[], Visitor], visitor: Visitor) -> None:
    visitor.types("rahasia saya")
    other = newcomer()
    other.open()
    other.comes()
    assert "rahasia" not in str(other.reads())


def test_answers_are_never_kept_by_anybody(visitor: Visitor) -> None:
    assert visitor.client.get("/chat/messages?after=0").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("refused", "status"),
    [
        (RefusedError(503, "webchat.refused.down", 2), 503),
        (RefusedError(401, "webchat.refused.stranger"), 401),
    ],
)
def test_what_the_desk_refuses_is_said(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, refused: RefusedError, status: int
) -> None:
    async def refuse(*_: object) -> None:
        raise refused

    monkeypatch.setattr(Desk, "hear", refuse)
    monkeypatch.setattr(Desk, "answer", refuse)
    response = visitor.client.post("/chat/say", json={**GREET, "id": "refused"})
    assert response.status_code == status
    assert response.headers.get("Retry-After", "") == (str(refused.retry_after or ""))
    page = visitor.client.get("/")
    assert page.status_code == (200 if status == 401 else 503)
