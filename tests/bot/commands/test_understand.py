"""`pandu understand` and `pandu facts`, as they are called."""

import io
import json

import pytest

from bot.cli import main


class Standard:
    """A standard stream as the commands use it."""

    def __init__(self, told: bytes = b"") -> None:
        self.buffer = io.BytesIO(told)


def run(monkeypatch: pytest.MonkeyPatch, command: str, *lines: object) -> list[dict[str, object]]:
    told = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    out = Standard()
    monkeypatch.setattr("sys.stdin", Standard(told))
    monkeypatch.setattr("sys.stdout", out)
    assert main([command]) == 0
    return [json.loads(line) for line in out.buffer.getvalue().splitlines()]


def test_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    yes = {"id": 1, "question_kind": "yesno", "question": "Apakah memiliki laptop?", "text": "ya"}
    found = run(monkeypatch, "understand", yes, [], {**yes, "id": 2, "text": "g"})
    assert [line.get("value") for line in found] == [True, None, False]
    assert list(found[1]) == ["error"]


def test_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    found = run(monkeypatch, "facts", {"id": 1, "text": "umur 30"}, 5)
    assert found[0]["facts"] == {"age": 30}
    assert list(found[1]) == ["error"]


@pytest.mark.parametrize("command", ["understand", "facts"])
def test_an_unknown_posting_is_said(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--posting", "no-such"]) == 2
    assert "no such posting" in capsys.readouterr().err
