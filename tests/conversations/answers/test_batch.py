"""Lines in, lines out."""

import json

import pytest

from conversations.answers.batch import Desk
from tests.conversations.answers.scored import shipped_answers


def told(desk: Desk, line: bytes) -> dict[str, object]:
    said = desk.answer(line)
    assert said.endswith(b"\n")
    assert said.count(b"\n") == 1
    got: dict[str, object] = json.loads(said)
    return got


def answer(desk: Desk, line: bytes) -> str:
    return str(told(desk, line)["answer"])


def test_a_line_has_an_answer_its_kind_and_topics() -> None:
    got = told(Desk(shipped_answers()), b'{"id": 7, "q": "batas usia?", "more": 1}')
    assert (got["id"], got["kind"], got["topics"]) == (7, "answerable", ["umum-3"])
    assert "55" in str(got["answer"])


def test_now_and_what_went_before_count() -> None:
    desk = Desk(shipped_answers())
    line = b'{"id": 1, "q": "masih bisa daftar?", "now": "2025-12-23T08:00:00+07:00"}'
    assert "sudah ditutup" in answer(desk, line)
    answer(desk, b'{"id": "a", "q": "kontraknya berapa lama?"}')
    assert "perpanjangan" in answer(desk, b'{"id": "b", "after": "a", "q": "diperpanjang?"}')
    other = b'{"q": "alamatnya?", "context": "tanda tangan kontrak di mana"}'
    assert told(desk, other)["id"] is None


@pytest.mark.parametrize("line", [
    b"", b"x", b"[]", b'{"q": 3}', b'{"id": 1}', b'{"q": "\xff"}', b'{"q": "a", "now": "x"}',
    b'{"q": "a", "now": "2025-12-20T10:00:00"}', b"[" * 2000, b'{"q": "rahasia", "now": 1}',
])  # fmt: skip
def test_a_malformed_line_gets_an_error_of_its_own(line: bytes) -> None:
    got = told(Desk(shipped_answers()), line)
    assert list(got) == ["error"]
    assert "rahasia" not in str(got["error"])


def test_only_the_last_thousand_are_remembered() -> None:
    desk = Desk(shipped_answers())
    for at in range(1002):
        desk.answer(f'{{"id": {at}, "q": "x"}}'.encode())
    assert len(desk._asked) == 1000  # noqa: SLF001 - what must not grow
