"""`pandu broadcast`: from the draft to the report, and a sentence for each misuse."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.cli import main
from bot.ids import new_id
from bot.settings import load
from bot.texts import load_phrases
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from storage.migrate import migrate
from storage.sealing import MasterKey
from tests.broadcast.town import GREETING, NOON
from tests.conversations.dialog.talk import edition
from tests.storage.crowd import Crowd
from tests.time_machine.machine import SLUG

Call = Callable[..., tuple[int, str, str]]
UNTIL = ("--until", "2025-12-20T16:00+07:00")


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Runs one command among three applicants; returns exit code, output and errors."""
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PANDU_NOW", NOON.isoformat())
    monkeypatch.setenv("PANDU_BROADCAST_COOLING", "0")
    phrases = cache(load_phrases)  # each command is a process of its own and reads them once
    for module in ("bot.broadcasts.command", "bot.broadcasts.start"):
        monkeypatch.setattr(f"{module}.load_phrases", phrases)
    monkeypatch.setattr("bot.broadcasts.command.load_edition", lambda _: edition())
    settings = load()
    migrate(settings.database_url)
    turn = Turn(State(consent=NOON.isoformat(), seq=1), (GREETING,))
    Crowd(SLUG, turn, NOON).fill(settings.database_url, MasterKey(settings.master_key), new_id, 3)

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    run("staff", "add", "Sari", "--role", "broadcaster")
    run("staff", "add", "Budi", "--role", "approver")
    return run


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words.txt"
    file.write_text("Formulir resmi sudah dapat dibuka kembali.", encoding="utf-8")
    return file


def test_from_the_draft_to_the_report(call: Call, words: Path, tmp_path: Path) -> None:
    new = ("broadcast", "new", "--as", "Sari", "--text", words, *UNTIL)
    _, code, _ = call(*new, "--request", "one")
    assert re.fullmatch(r"[2-9A-Y]{4}-[2-9A-Y]{4}", code)
    assert call(*new, "--request", "one")[1] == code
    _, shown, _ = call("broadcast", "preview", code)
    assert "reaches 3 people, through 2025-12-19 12:0" in shown
    assert shown.count("Formulir resmi sudah dapat dibuka kembali.") >= 2
    _, approved, _ = call("broadcast", "approve", code.lower(), "--as", "Budi")
    assert "approved by Budi" in approved
    _, started, _ = call("broadcast", "start", code, "--as", "Sari")
    assert "waiting for its time" in started
    assert "paused" in call("broadcast", "pause", code, "--as", "Budi")[1]
    assert "waiting for its time" in call("broadcast", "resume", code, "--as", "Budi")[1]
    assert "stopped" in call("broadcast", "stop", code, "--as", "Budi")[1]
    file = tmp_path / "report.csv"
    _, report, _ = call("broadcast", "report", code, "--csv", file)
    assert "not sent: 3" in report
    assert file.read_text(encoding="utf-8").count("siaran dihentikan") == 3
    assert code in call("broadcast", "list")[1]


def test_each_misuse_is_said(call: Call, words: Path) -> None:
    new = ("broadcast", "new", "--as", "Sari", *UNTIL)
    _, code, _ = call(*new, "--text", words)
    cases = [
        ((*new,), "The text in the language id is empty."),
        ((*new, "--text", words, "--missing", "skck"), "There is no kind of document 'skck'."),
        ((*new, "--text", f"fr:{words}"), "The language fr is not known."),
        ((*new, "--text", "/nowhere"), "the file cannot be read or written"),
        ((*new, "--text", words, "--corrects", code), "was never sent"),
        (("broadcast", "new", "--as", "Nobody", "--text", words, *UNTIL), "named Nobody"),
        (("broadcast", "new", "--as", "Budi", "--text", words, *UNTIL), "role broadcaster"),
        (("broadcast", "preview", "AAAA-AAAA"), "no announcement with the code AAAA-AAAA"),
        (
            ("broadcast", "start", code, "--as", "Sari"),
            "not approved, or on its way already: draft",
        ),
        (("broadcast", "approve", code, "--as", "Sari"), "role approver"),
        (("broadcast", "approve", code, "--as", "Budi", "--seen", "0"), "after you looked at it"),
        (("broadcast", "test", code, "--as", "Sari"), "no Telegram address"),
        (("broadcast", "resume", code, "--as", "Budi"), "It is not paused: draft."),
    ]
    for command, sentence in cases:
        exit_code, out, error = call(*command)
        assert (exit_code, out) == (1, ""), command
        assert sentence in error, command


def test_before_there_is_any(call: Call) -> None:
    assert call("broadcast", "list")[1] == "no announcement yet"


@pytest.mark.parametrize("time", ["2030", "20-12-2025", "2025-12-20T16:00"])
def test_a_time_that_is_none_is_said(time: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["broadcast", "new", "--as", "Sari", "--until", time])
    assert f"'{time}' is no time such as 2025-12-20T16:00+07:00" in capsys.readouterr().err
