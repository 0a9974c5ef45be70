import re
from collections.abc import Callable

import pytest

from tests.channels.webchat.conftest import Visitor


def code_of(visitor: Visitor) -> str:
    response = visitor.client.post("/chat/code", json={})
    assert response.status_code == 200, response.text
    code: str = response.json()["code"]
    return code


def test_a_code_has_three_groups_of_letters_that_nobody_mixes_up(visitor: Visitor) -> None:
    code = code_of(visitor)
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}", code)


@pytest.mark.parametrize("written", ["{}", " {} ", "lower", "bare"])
def test_a_code_opens_the_talk_elsewhere(
    visitor: Visitor, newcomer: Callable[[], Visitor], written: str
) -> None:
    visitor.types("halo dari rumah")
    code = code_of(visitor)
    forms = {"lower": code.lower(), "bare": code.replace("-", "")}
    other = newcomer()
    answer = other.client.post(
        "/chat/return", json={"code": forms.get(written, written.format(code))}
    )
    assert answer.status_code == 200
    assert other.reads() == visitor.reads()


def test_a_new_code_ends_the_old_one(visitor: Visitor, newcomer: Callable[[], Visitor]) -> None:
    old, new = code_of(visitor), code_of(visitor)
    other = newcomer().client
    assert other.post("/chat/return", json={"code": old}).status_code == 400
    assert other.post("/chat/return", json={"code": new}).status_code == 200


def test_a_wrong_code_changes_nothing(visitor: Visitor) -> None:
    before = visitor.reads()
    response = visitor.client.post("/chat/return", json={"code": "2222-2222-2222"})
    assert response.status_code == 400
    assert response.json()["error"].startswith("Kode itu tidak dikenal")
    assert "set-cookie" not in response.headers
    assert visitor.reads() == before


def test_codes_cannot_be_guessed_at_speed(newcomer: Callable[[], Visitor]) -> None:
    answers = [
        newcomer().client.post("/chat/return", json={"code": f"2222-2222-22{number}"})
        for number in range(22, 34)
    ]
    assert [answer.status_code for answer in answers] == [400] * 10 + [429] * 2


def test_no_code_before_the_talk_began(newcomer: Callable[[], Visitor]) -> None:
    visitor = newcomer()
    visitor.open()
    response = visitor.client.post("/chat/code", json={})
    assert response.status_code == 400
    assert response.json()["error"]


def test_who_leaves_is_forgotten_by_the_browser_only(
    visitor: Visitor, newcomer: Callable[[], Visitor]
) -> None:
    before, code = visitor.reads(), code_of(visitor)
    assert visitor.client.post("/chat/leave", json={}).status_code == 200
    assert visitor.client.get("/chat/messages?after=0").status_code == 401
    assert before[0]["message"]["text"] not in visitor.open()
    other = newcomer()
    other.client.post("/chat/return", json={"code": code})
    assert other.reads() == before


@pytest.mark.parametrize("path", ["/chat/leave", "/chat/code", "/chat/return", "/demo/clock"])
def test_another_site_cannot_do_it(visitor: Visitor, path: str) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    assert visitor.client.post(path, json={"code": "x"}, headers=headers).status_code == 403
